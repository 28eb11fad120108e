//! Files that were cut off, changed or made to harm: an error each, or a load of all tensors.

use super::*;

/// All files of one network, as bytes with their extensions.
fn files() -> Vec<(&'static str, Vec<u8>)> {
    let saved = [".safetensors", ".bpk"].map(|extension| {
        let file = Temporary::new(extension);
        save(&net(), &file.0).unwrap();
        (extension, fs::read(&file.0).unwrap())
    });
    let mut files = Vec::from(saved);
    for name in ["zip.pth", "legacy.pth", "nested.pth"] {
        files.push((".pth", fs::read(fixture(name)).unwrap()));
    }
    files
}

fn attempt(extension: &str, bytes: &[u8]) -> Result<Loaded, LoadError> {
    let file = Temporary::holding(extension, bytes);
    load(&mut net(), &file.0, &LoadOptions::new())
}

/// A small generator of random numbers (xorshift), so that a failure can be repeated.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}

#[test]
fn a_file_that_was_cut_off_is_an_error() {
    for (extension, bytes) in files() {
        let steps = (0..bytes.len()).step_by(bytes.len() / 150);
        for length in steps.chain([1, 7, 8, 9, 10, bytes.len() - 1]) {
            let result = attempt(extension, &bytes[..length]);
            assert!(
                result.is_err(),
                "{extension} with {length} of {} bytes",
                bytes.len()
            );
        }
    }
}

#[test]
fn a_flipped_bit_is_an_error_or_another_number() {
    let mut random = Random(0x5eed);
    for (extension, bytes) in files() {
        for _ in 0..300 {
            let mut bytes = bytes.clone();
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
            let _ = attempt(extension, &bytes);
        }
    }
}

#[test]
fn random_bytes_are_an_error() {
    let mut random = Random(0xbad);
    let beginnings: [&[u8]; 5] = [
        b"",
        b"PK\x03\x04",
        b"NRUB\x01\x00",
        b"\x80\x02",
        b"\x10\0\0\0\0\0\0\0{",
    ];
    for extension in [".pth", ".safetensors", ".bpk"] {
        for beginning in beginnings {
            for _ in 0..20 {
                let mut bytes = beginning.to_vec();
                let length = random.below(2000);
                bytes.extend((0..length).map(|_| random.below(256) as u8));
                assert!(attempt(extension, &bytes).is_err());
            }
        }
    }
}

#[test]
fn huge_sizes_are_refused_before_memory_is_asked_for() {
    let header = |text: &str| {
        let mut bytes = (text.len() as u64).to_le_bytes().to_vec();
        bytes.extend(text.as_bytes());
        bytes
    };
    let mut cases: Vec<(&str, Vec<u8>)> = vec![
        (".safetensors", u64::MAX.to_le_bytes().to_vec()),
        (".safetensors", 99_999_999u64.to_le_bytes().to_vec()),
        (".bpk", b"NRUB\x01\x00\xff\xff\xff\x05".to_vec()),
        (".bpk", b"NRUB\x01\x00\xff\xff\xff\xff".to_vec()),
    ];
    for text in [
        r#"{"a":{"dtype":"F32","shape":[18446744073709551615,2],"data_offsets":[0,8]}}"#,
        r#"{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,8]}}"#,
        r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,18446744073709551615]}}"#,
        r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
        r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
        r#"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
        r#"{"a":[]}"#,
        r#"[]"#,
    ] {
        cases.push((".safetensors", header(text)));
    }
    let deep = format!("{{\"a\":{}", "[".repeat(100_000));
    cases.push((".safetensors", header(&deep)));
    for (extension, bytes) in cases {
        let error = attempt(extension, &bytes).unwrap_err();
        assert!(matches!(error, LoadError::Damaged { .. }), "{error}");
    }
}

#[test]
fn pickles_that_grow_or_nest_are_refused() {
    let nested = [
        b"\x80\x02".as_slice(),
        &b"]".repeat(200_000),
        &b"a".repeat(199_999),
        b".",
    ]
    .concat();
    let tuples = [b"\x80\x02N".as_slice(), &b"\x85".repeat(2_000_000), b"."].concat();
    // A list of ten lists of ten lists of …, each kept when it is full.
    let mut growing = b"\x80\x02]q\x00".to_vec();
    for level in 0..200u8 {
        growing.extend(b"](");
        for _ in 0..10 {
            growing.extend([b'h', level]);
        }
        growing.extend([b'e', b'q', level + 1]);
    }
    growing.push(b'.');
    let long = b"\x80\x02X\xff\xff\xff\x7fabc".to_vec();
    for bytes in [nested, tuples, growing, long] {
        let error = attempt(".pth", &bytes).unwrap_err();
        assert!(matches!(error, LoadError::Damaged { .. }), "{error}");
    }
}

#[test]
fn what_a_pickle_calls_is_not_called() {
    let calls = b"\x80\x02cos\nsystem\nX\x04\0\0\0true\x85R.";
    let error = attempt(".pth", calls).unwrap_err();
    assert!(matches!(error, LoadError::Format { .. }), "{error}");
    assert!(error.to_string().contains("`os.system`"), "{error}");
}

//! Contact sheets: small pictures in rows, each with the full range of colours.

use image::{Rgb, RgbImage};

/// A plane of numbers in row-major order.
pub struct Map {
    pub width: usize,
    pub numbers: Vec<f32>,
}

/// Pixels around every tile.
const GAP: u32 = 2;

/// What is between the tiles.
const GROUND: Rgb<u8> = Rgb([255, 255, 255]);

/// A tile is enlarged until it has about so many pixels a side.
const SIDE: u32 = 64;

/// The first `most` maps in viridis, from the least number of a map to its largest.
pub fn maps(maps: &[Map], most: usize) -> RgbImage {
    let tiles = maps.iter().take(most);
    let tiles: Vec<RgbImage> = tiles
        .map(|map| {
            let numbers = map.numbers.iter();
            let range = range(map.numbers.iter());
            let colours = numbers.map(|&number| viridis(range.place(number)));
            tile(map.width, colours.collect())
        })
        .collect();
    laid_out(&tiles)
}

/// Three maps make a tile, its red, its green and its blue, with a common range: filters over colours.
pub fn colours(maps: &[Map], most: usize) -> RgbImage {
    let (filters, _) = maps.as_chunks::<3>();
    let tiles = filters.iter().take(most);
    let tiles: Vec<RgbImage> = tiles
        .map(|[red, green, blue]| {
            let planes = [red, green, blue].map(|map| &map.numbers);
            let range = range(planes.into_iter().flatten());
            let colours = (0..red.numbers.len())
                .map(|at| Rgb(planes.map(|plane| (range.place(plane[at]) * 255.0).round() as u8)));
            tile(red.width, colours.collect())
        })
        .collect();
    laid_out(&tiles)
}

/// From the least of some numbers to the largest.
struct Range {
    least: f32,
    largest: f32,
}

fn range<'n>(numbers: impl Iterator<Item = &'n f32>) -> Range {
    let none = Range {
        least: f32::INFINITY,
        largest: f32::NEG_INFINITY,
    };
    numbers.fold(none, |range, number| Range {
        least: range.least.min(*number),
        largest: range.largest.max(*number),
    })
}

impl Range {
    /// 0 for the least number, 1 for the largest; 0 where all are the same, as in a map that is off.
    fn place(&self, number: f32) -> f32 {
        let whole = self.largest - self.least;
        if whole > 0.0 {
            (number - self.least) / whole
        } else {
            0.0
        }
    }
}

fn viridis(place: f32) -> Rgb<u8> {
    let colour = colorous::VIRIDIS.eval_continuous(f64::from(place));
    Rgb([colour.r, colour.g, colour.b])
}

/// Colours in row-major order, each a square of pixels.
fn tile(width: usize, colours: Vec<Rgb<u8>>) -> RgbImage {
    let (width, height) = (width as u32, (colours.len() / width) as u32);
    let enlarged = (SIDE / width.max(height)).max(1);
    RgbImage::from_fn(width * enlarged, height * enlarged, |x, y| {
        colours[(y / enlarged * width + x / enlarged) as usize]
    })
}

/// Tiles of one size in rows, about as many rows as columns.
fn laid_out(tiles: &[RgbImage]) -> RgbImage {
    let (width, height) = tiles.first().map_or((0, 0), RgbImage::dimensions);
    let columns = (tiles.len() as f64).sqrt().ceil() as u32;
    let rows = (tiles.len() as u32).div_ceil(columns.max(1));
    let (across, down) = (width + GAP, height + GAP);
    let mut sheet = RgbImage::from_pixel(columns * across + GAP, rows * down + GAP, GROUND);
    for (at, tile) in (0..).zip(tiles) {
        let (x, y) = (at % columns * across + GAP, at / columns * down + GAP);
        image::imageops::replace(&mut sheet, tile, i64::from(x), i64::from(y));
    }
    sheet
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(numbers: [f32; 4]) -> Map {
        Map {
            width: 2,
            numbers: numbers.to_vec(),
        }
    }

    /// The colour in the middle of a number's square.
    fn colour(sheet: &RgbImage, tile: u32, x: u32, y: u32) -> [u8; 3] {
        let left = GAP + tile * (SIDE + GAP);
        sheet.get_pixel(left + x * 32 + 16, GAP + y * 32 + 16).0
    }

    #[test]
    fn every_map_has_the_whole_range() {
        let sheet = maps(
            &[map([0.0, 1.0, 2.0, 4.0]), map([-8.0, -8.0, -8.0, -8.0])],
            9,
        );
        assert_eq!(sheet.dimensions(), (2 * (SIDE + GAP) + GAP, SIDE + 2 * GAP));
        // The ends of matplotlib's viridis.
        assert_eq!(colour(&sheet, 0, 0, 0), [68, 1, 84]);
        assert_eq!(colour(&sheet, 0, 1, 1), [253, 231, 37]);
        assert_eq!(
            colour(&sheet, 1, 1, 0),
            [68, 1, 84],
            "a map that is off is dark"
        );
        assert_eq!(sheet.get_pixel(0, 0), &GROUND);
    }

    #[test]
    fn filters_over_colours_are_coloured() {
        let [red, green, blue] = [
            map([1.0, 0.0, 0.0, 0.0]),
            map([0.0; 4]),
            map([0.0, 0.0, 0.5, 1.0]),
        ];
        let sheet = colours(&[red, green, blue], 1);
        assert_eq!(colour(&sheet, 0, 0, 0), [255, 0, 0]);
        assert_eq!(colour(&sheet, 0, 0, 1), [0, 0, 128]);
        assert_eq!(colour(&sheet, 0, 1, 1), [0, 0, 255]);
    }

    #[test]
    fn no_more_than_asked_for() {
        let five: Vec<Map> = (0..5).map(|_| map([0.0, 1.0, 0.0, 1.0])).collect();
        let side = |tiles: u32| tiles * (SIDE + GAP) + GAP;
        assert_eq!(maps(&five, 4).dimensions(), (side(2), side(2)));
        assert_eq!(maps(&five, 5).dimensions(), (side(3), side(2)));
    }
}

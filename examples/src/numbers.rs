//! Numbers out of tensors.

use anyhow::Result;
use firebrick::burn::tensor::Tensor;

/// A tensor's numbers in row-major order.
///
/// # Errors
/// Where they cannot be read from the device.
pub fn numbers<const R: usize>(tensor: Tensor<R>) -> Result<Vec<f32>> {
    let data = tensor.into_data().convert::<f32>();
    data.try_to_vec::<f32>()
        .map_err(|error| anyhow::anyhow!("expected numbers, found {error:?}"))
}

/// Scores as shares of 1.
pub fn softmax(scores: &[f32]) -> Vec<f32> {
    let largest = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let shares: Vec<f64> = scores
        .iter()
        .map(|score| f64::from(score - largest).exp())
        .collect();
    let sum: f64 = shares.iter().sum();
    shares
        .into_iter()
        .map(|share| (share / sum) as f32)
        .collect()
}

/// The positions of the largest numbers, the largest first.
pub fn top(numbers: &[f32], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..numbers.len()).collect();
    order.sort_by(|&one, &other| numbers[other].total_cmp(&numbers[one]));
    order.truncate(count);
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_add_up_to_one_whatever_the_scores() {
        for scores in [&[1000.0, 999.0, -1000.0][..], &[-1e9, -1e9], &[0.0; 1000]] {
            let sum: f32 = softmax(scores).iter().sum();
            assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        }
        assert_eq!(top(&[0.1, 0.7, 0.2], 2), [1, 2]);
    }
}

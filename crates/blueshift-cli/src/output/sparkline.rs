//! Small bar charts (sparklines) in a table.

const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The character for a missing value.
const MISSING: char = ' ';

/// Returns a chart of at most `width` characters. If there are more values, each character represents the sum of several
/// values. The highest character represents the largest value.
pub(crate) fn sparkline(values: &[Option<f64>], width: usize) -> String {
    let size = values.len().div_ceil(width.max(1)).max(1);
    let sums: Vec<Option<f64>> = values
        .chunks(size)
        .map(|chunk| chunk.iter().flatten().copied().reduce(|sum, value| sum + value))
        .collect();
    let largest = sums.iter().flatten().copied().fold(0.0, f64::max);
    let bar = |sum: f64| {
        let share = if largest > 0.0 { sum / largest } else { 0.0 };
        // The lowest bar represents zero and negative values. The conversion saturates.
        let index = (share * (BARS.len() - 1) as f64).ceil() as usize;
        BARS.get(index).copied().unwrap_or(MISSING)
    };
    sums.into_iter().map(|sum| sum.map_or(MISSING, bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_are_relative_to_the_largest_value() {
        let chart = |values: &[f64]| sparkline(&values.iter().copied().map(Some).collect::<Vec<_>>(), 10);
        assert_eq!(chart(&[0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), "▁▂▃▄▅▆▇█");
        assert_eq!(chart(&[0.0, 0.001, 70.0]), "▁▂█");
        assert_eq!(chart(&[0.0, 0.0]), "▁▁");
        assert_eq!(chart(&[-5.0, 5.0, f64::MAX]), "▁▂█");
        assert_eq!(chart(&[]), "");
    }

    #[test]
    fn missing_values_are_blank_and_excess_values_are_summed() {
        assert_eq!(sparkline(&[Some(7.0), None, Some(0.0)], 3), "█ ▁");
        let values = [Some(1.0), Some(1.0), None, Some(7.0), None, None, Some(14.0)];
        assert_eq!(sparkline(&values, 4), "▂▅ █");
        for width in 0..20 {
            assert!(sparkline(&values, width).chars().count() <= width.max(1), "{width}");
        }
    }
}

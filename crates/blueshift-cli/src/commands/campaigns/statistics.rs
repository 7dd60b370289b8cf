//! The columns of the statistics of a campaign.

/// Returns the columns of a record with statistics: its own columns, followed by every statistic.
///
/// `$statistics` returns the statistics of a record, and `$currency` their currency. Unique counts have no total, because a
/// customer may be counted for several campaigns.
macro_rules! columns_with_statistics {
    ($record:ty, $statistics:expr, $currency:expr; $($own:expr),* $(,)?) => {
        &{
            use $crate::output::json_text;

            type C = Column<$record>;

            macro_rules! number {
                ($name:ident) => {
                    C::number(stringify!($name), |it: &$record| $statistics(it)?.$name)
                };
            }
            [
                $($own,)*
                number!(sends).summed(),
                number!(deliveries).summed(),
                number!(bounces).summed(),
                number!(opens).summed(),
                number!(unique_opens),
                number!(clicks).summed(),
                number!(unique_clicks),
                number!(unsubscribes).summed(),
                number!(spam_reports).summed(),
                number!(assigns).summed(),
                number!(activations).summed(),
                number!(visits).summed(),
                number!(pageloads).summed(),
                number!(add_to_carts).summed(),
                number!(checkouts).summed(),
                number!(purchases).summed(),
                number!(revenue).money($currency),
                number!(media_spent).money($currency),
                C::derived("attributions", |it| {
                    let attributions = $statistics(it)?.attributions.as_ref()?;
                    serde_json::to_string(attributions).ok()
                }),
                C::derived("start_time", |it| json_text($statistics(it)?.start_time.as_ref()?)),
                C::derived("end_time", |it| json_text($statistics(it)?.end_time.as_ref()?)),
                C::text("timezone", |it| $statistics(it)?.timezone.as_deref()),
            ]
        }
    };
}

pub(super) use columns_with_statistics;

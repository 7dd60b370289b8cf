//! The columns shared by `campaigns get` and `campaigns detail`.

/// Calls the macro `$receiver` with the given arguments, followed by the columns of a record that contains a
/// [`CampaignDetail`](blueshift::types::CampaignDetail). `$campaign` returns the campaign of a record.
macro_rules! columns_of_campaign {
    ($record:ty, $campaign:expr, $receiver:ident![$($argument:tt)*]) => {
        $receiver![
            $($argument)*
            Column::<$record>::text("uuid", |it| $campaign(it).uuid.as_deref()).style(|_| DIM),
            Column::<$record>::text("name", |it| $campaign(it).name.as_deref()).flexible(24),
            Column::<$record>::text("status", |it| $campaign(it).status.as_ref().map(CampaignStatus::as_str))
                .style(status_style),
            Column::<$record>::text("exec_term", |it| $campaign(it).exec_term.as_ref().map(ExecTerm::as_str)),
            Column::<$record>::timestamp("startdate", |it| $campaign(it).startdate),
            Column::<$record>::timestamp("enddate", |it| $campaign(it).enddate),
            Column::<$record>::timestamp("created_at", |it| $campaign(it).created_at),
            Column::<$record>::timestamp("updated_at", |it| $campaign(it).updated_at),
            Column::<$record>::boolean("archived", |it| $campaign(it).archived),
            Column::<$record>::text("author", |it| $campaign(it).author.as_deref()).flexible(12),
            Column::<$record>::text("segment_uuid", |it| $campaign(it).segment_uuid.as_deref()).style(|_| DIM),
            Column::<$record>::text("segment_name", |it| $campaign(it).segment_name.as_deref()).flexible(12),
            Column::<$record>::text("triggering_event_name", |it| {
                $campaign(it).triggering_event_name.as_deref()
            })
            .flexible(12),
            Column::<$record>::text("journey_concurrency", |it| {
                $campaign(it).journey_concurrency.as_ref().map(JourneyConcurrency::as_str)
            }),
            Column::<$record>::text("tag_data", |it| $campaign(it).tag_data.as_deref()).flexible(12),
        ]
    };
}

/// Returns the given columns as a slice. Used as the `$receiver` of `columns_of_campaign`.
macro_rules! only {
    ($($column:expr),* $(,)?) => { &[$($column),*] };
}

pub(super) use {columns_of_campaign, only};

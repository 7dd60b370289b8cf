//! The words of generated campaigns.

pub(crate) const EXEC_TERMS: [&str; 5] = ["one_time", "recurring", "on_going", "transactional", "onsite"];

/// The subjects of campaigns. One of them contains a non-ASCII character, as some names in real accounts do.
pub(crate) const THEMES: [&str; 24] = [
    "Spring Sale",
    "Summer Preview",
    "Back to School",
    "Black Friday",
    "Holiday Gift Guide",
    "New Year Kickoff",
    "Members-only",
    "VIP Early Access",
    "Free Shipping",
    "Flash Sale",
    "Last Chance",
    "New Arrivals",
    "Bestsellers",
    "Back in Stock",
    "Price Drop",
    "Loyalty Points",
    "Refer a Friend",
    "Café Rewards",
    "Store Opening",
    "App Launch",
    "Weekend Picks",
    "Gift Card",
    "Clearance",
    "Anniversary",
];

const ONE_TIME: [&str; 5] = ["Announcement", "Email Blast", "SMS", "Reminder", "Push"];
const RECURRING: [&str; 5] = ["Weekly Digest", "Daily Deals", "Monthly Newsletter", "Roundup", "Recap"];
const ON_GOING: [&str; 5] = ["Welcome Series", "Win-back", "Re-engagement", "Onboarding", "Birthday Treat"];
const TRANSACTIONAL: [&str; 5] =
    ["Order Confirmation", "Shipping Update", "Cart Reminder", "Receipt", "Password Reset"];
const ONSITE: [&str; 5] = ["Banner", "Recommendations", "Exit Offer", "Product Carousel", "Hero"];

/// Returns the words that follow the theme in the names of a type of campaign.
pub(crate) fn formats(exec_term: &str) -> &'static [&'static str; 5] {
    match exec_term {
        "recurring" => &RECURRING,
        "on_going" => &ON_GOING,
        "transactional" => &TRANSACTIONAL,
        "onsite" => &ONSITE,
        _ => &ONE_TIME,
    }
}

/// Authors with their email addresses.
pub(crate) const AUTHORS: [(&str, &str); 10] = [
    ("Jane Doe", "jane.doe@example.com"),
    ("Ana Moreira", "ana.moreira@example.com"),
    ("Kofi Mensah", "kofi.mensah@example.com"),
    ("Mei Tanaka", "mei.tanaka@example.com"),
    ("Lars Nyström", "lars.nystrom@example.com"),
    ("Priya Nair", "priya.nair@example.com"),
    ("Tom Becker", "tom.becker@example.com"),
    ("Sofía Ruiz", "sofia.ruiz@example.com"),
    ("Omar Haddad", "omar.haddad@example.com"),
    ("Growth Team", "growth+campaigns@example.com"),
];

pub(crate) const SEGMENTS: [&str; 12] = [
    "All Subscribers",
    "VIP Members",
    "Lapsed 90 Days",
    "New Signups",
    "High Spenders",
    "Cart Abandoners",
    "Mobile App Users",
    "Newsletter Readers",
    "First-time Buyers",
    "Loyalty Gold",
    "Window Shoppers",
    "EU Customers",
];

pub(crate) const PRIORITIZATION_LABELS: [&str; 4] = ["Promotions", "Lifecycle", "Service", "Newsletter"];

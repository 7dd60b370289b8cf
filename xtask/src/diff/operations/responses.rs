//! What comes back: statuses, headers and bodies.

use super::Walk;
use crate::diff::finding::{Audience, Impact};
use crate::diff::node::{Node, pair};

impl Walk {
    pub(super) fn responses(&mut self, old: &Node, new: &Node) {
        let receivers = Audience::Receivers;
        let pairs = pair(old.entries("responses"), new.entries("responses"));
        for (status, _) in pairs.removed {
            let place = format!("{}/responses/{status}", old.place);
            let what = format!("the status {status} was removed, and readers may rely on its body");
            self.tell(Impact::Breaking, receivers, &place, what);
        }
        for (status, _) in pairs.added {
            let place = format!("{}/responses/{status}", new.place);
            // The contract promises that errors may be added: a reader must be ready for any.
            match status.starts_with(['4', '5']) {
                true => self.tell(
                    Impact::Compatible,
                    receivers,
                    &place,
                    format!("the error status {status} was added"),
                ),
                false => self.tell(
                    Impact::Breaking,
                    receivers,
                    &place,
                    format!("the status {status} was added, and readers do not know it"),
                ),
            }
        }
        for (_, before, now) in pairs.common {
            self.rest(&before, &now, &["headers", "content"], receivers);
            let headers = pair(before.entries("headers"), now.entries("headers"));
            for (name, _) in headers.removed {
                let place = format!("{}/headers/{name}", before.place);
                self.tell(Impact::Breaking, receivers, &place, format!("the header {name} was removed"));
            }
            for (name, _) in headers.added {
                let place = format!("{}/headers/{name}", now.place);
                self.tell(Impact::Compatible, receivers, &place, format!("the header {name} was added"));
            }
            for (_, before, now) in headers.common {
                self.rest(&before, &now, &["schema"], receivers);
                if let (Some(before), Some(now)) = (before.get("schema"), now.get("schema")) {
                    self.schemas.compare(&before, &now, receivers);
                }
            }
            self.content(&before, &now, receivers);
        }
    }

    /// The bodies of a request or a response, by their media types.
    pub(super) fn content(&mut self, old: &Node, new: &Node, audience: Audience) {
        let pairs = pair(old.entries("content"), new.entries("content"));
        for (kind, media) in pairs.removed {
            self.tell(Impact::Breaking, audience, &media.place, format!("the form {kind} was removed"));
            self.unmatched_media.0.push(media.place);
        }
        for (kind, media) in pairs.added {
            let impact = if audience == Audience::Senders { Impact::Compatible } else { Impact::Breaking };
            self.tell(impact, audience, &media.place, format!("the form {kind} was added"));
            self.unmatched_media.1.push(media.place);
        }
        for (_, before, now) in pairs.common {
            match (before.get("schema"), now.get("schema")) {
                (Some(earlier), Some(later)) => {
                    self.rest(&before, &now, &["schema"], audience);
                    self.schemas.compare(&earlier, &later, audience);
                }
                (None, None) => self.rest(&before, &now, &[], audience),
                _ => {
                    self.rest(&before, &now, &[], audience);
                    self.unmatched_media.0.push(before.place);
                    self.unmatched_media.1.push(now.place);
                }
            }
        }
    }
}

//! The generated mocks: `crates/blueshift-httpmock/src/generated.rs`.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ExprMethodCall, parse_quote};

use crate::generate;
use crate::lower::Lowered;

/// Generates the mocks.
pub fn source(lowered: &Lowered) -> anyhow::Result<String> {
    let mut file =
        generate::generate(lowered, |generator, document| generator.httpmock(document, "::blueshift_api"))?;
    CompareAsSent.visit_file_mut(&mut file);
    Ok(generate::format(&file))
}

/// Makes the mocks compare a query value with what the client sends.
///
/// progenitor's mocks compare with `value.to_string()`, but its client sends the serde form, and the two differ
/// for dates: `2024-05-22 02:26:00 UTC` against `2024-05-22T02:26:00Z`.
struct CompareAsSent;

impl VisitMut for CompareAsSent {
    fn visit_expr_method_call_mut(&mut self, call: &mut ExprMethodCall) {
        if call.method == "query_param"
            && let Some(Expr::MethodCall(value)) = call.args.last()
            && value.method == "to_string"
        {
            let receiver = &value.receiver;
            let as_sent: Expr = parse_quote!(crate::query_value(&#receiver));
            if let Some(last) = call.args.last_mut() {
                *last = as_sent;
            }
        }
        visit_mut::visit_expr_method_call_mut(self, call);
    }
}

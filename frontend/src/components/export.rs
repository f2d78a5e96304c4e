//! Taking a list along as a file.

use crate::api::register;
use crate::browser;
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use crate::session::use_reader;
use chrono::Utc;
use futures_util::FutureExt;
use patternfly_yew::prelude::Icon;
use shared::records::register::ExportFormat;
use yew::prelude::*;

/// Properties of [`Export`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Where the list lies, without what follows: `tickets`.
    pub list: AttrValue,
    /// What of it: the query that the list was read with.
    #[prop_or_default]
    pub query: AttrValue,
    /// A report, which knows its kinds of file itself: CSV only.
    #[prop_or_default]
    pub report: bool,
}

/// The address of the file under the API, and its query.
fn source(list: &str, report: bool, query: &str, format: ExportFormat) -> (String, String) {
    let pairs: Vec<(String, String)> = serde_urlencoded::from_str(query).unwrap_or_default();
    // The file holds the whole list, not the page that is shown.
    let mut pairs: Vec<_> =
        pairs.into_iter().filter(|(name, _)| !["cursor", "limit"].contains(&name.as_str())).collect();
    pairs.push(("format".into(), format.to_string()));
    let path = if report { list.to_owned() } else { format!("{list}/export") };
    (path, serde_urlencoded::to_string(pairs).unwrap_or_default())
}

/// A button that offers the list as CSV and as a spreadsheet.
#[component]
pub fn Export(props: &Props) -> Html {
    let l = use_locale();
    let reader = use_reader();
    let formats: &'static [ExportFormat] =
        if props.report { &[ExportFormat::Csv] } else { ExportFormat::ALL };
    let props = props.clone();
    let take = Callback::from(move |n: usize| {
        let format = formats[n];
        let (path, query) = source(&props.list, props.report, &props.query, format);
        let list = props.list.rsplit('/').next().unwrap_or_default();
        let name = format!("{list}-{}.{format}", reader.day(Utc::now()));
        async move {
            browser::save(&register::file(&path, &query).await?, &name);
            Ok(())
        }
        .boxed_local()
    });
    let choices = formats.iter().map(|format| format.label(l).into()).collect::<Vec<_>>();
    html! { <Menu label={t!(l, "export-button")} icon={Icon::Download} {choices} {take} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_holds_the_whole_list_with_its_filters() {
        let (path, query) = source("tickets", false, "open=true&cursor=abc&q=%E9%97%A8", ExportFormat::Xlsx);
        assert_eq!((path.as_str(), query.as_str()), ("tickets/export", "open=true&q=%E9%97%A8&format=xlsx"));
        assert_eq!(source("units", false, "", ExportFormat::Csv).1, "format=csv");
        assert_eq!(source("reports/ticket-times", true, "", ExportFormat::Csv).0, "reports/ticket-times");
    }
}

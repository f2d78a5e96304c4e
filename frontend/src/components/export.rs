//! Taking a list along as a file.

use crate::api::{Answer, register};
use crate::browser;
use crate::components::alert::Gravity;
use crate::components::button::{Button, Kind};
use crate::components::popup::{Popup, use_popup};
use crate::components::toast::{Said, use_toaster};
use crate::i18n::use_locale;
use crate::session::use_reader;
use chrono::Utc;
use patternfly_yew::prelude::Icon;
use shared::records::register::ExportFormat;
use wasm_bindgen_futures::spawn_local;
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
    let toaster = use_toaster();
    let busy = use_state_eq(|| false);
    let Popup { open, toggle, close, onkeydown, onfocusout } = use_popup(".sb-export > button", ".sb-export");
    let take = |format: ExportFormat| {
        let (list, query, close) = (props.list.clone(), props.query.clone(), close.clone());
        let (busy, toaster, report) = (busy.setter(), toaster.clone(), props.report);
        Callback::from(move |()| {
            close.emit(());
            busy.set(true);
            let (path, query) = source(&list, report, &query, format);
            let list = list.rsplit('/').next().unwrap_or_default();
            let name = format!("{list}-{}.{format}", reader.day(Utc::now()));
            let (busy, toaster) = (busy.clone(), toaster.clone());
            spawn_local(async move {
                let answer: Answer<Vec<u8>> = register::file(&path, &query).await;
                busy.set(false);
                match answer {
                    Ok(bytes) => browser::save(&bytes, &name),
                    Err(problem) => {
                        let why = problem.errors.first().map_or(&problem.detail, |e| &e.detail);
                        let text = format!("{} {why}", problem.title);
                        toaster.tell(Said { gravity: Gravity::Danger, text: text.into(), to: None });
                    }
                }
            });
        })
    };
    let formats: &[ExportFormat] = if props.report { &[ExportFormat::Csv] } else { ExportFormat::ALL };
    html! {
        <div class="sb-export" {onkeydown} {onfocusout}>
            <button
                type="button"
                class={classes!("pf-v6-c-button", "pf-m-secondary", (*busy).then_some("pf-m-progress pf-m-in-progress"))}
                aria-expanded={open.to_string()}
                aria-busy={busy.then_some("true")}
                disabled={*busy}
                onclick={toggle}
            >
                <span class="pf-v6-c-button__icon pf-m-start">{ Icon::Download }</span>
                <span class="pf-v6-c-button__text">{ t!(l, "export-button") }</span>
            </button>
            <ul class="sb-export-menu" role="list" hidden={!open}>
                { for formats.iter().map(|format| html! {
                    <li key={format.as_str()}>
                        <Button label={format.label(l)} kind={Kind::Link} onclick={take(*format)} />
                    </li>
                }) }
            </ul>
        </div>
    }
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

//! Forms on paper: a menu of what a record prints. Each opens in a tab of its own, in the language of the page.

use crate::api::register;
use crate::browser;
use crate::components::menu::Menu;
use crate::i18n::use_locale;
use futures_util::FutureExt;
use patternfly_yew::prelude::Icon;
use yew::prelude::*;

/// Properties of [`Paper`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The forms: what each is called, and where it lies under the API, without the language.
    pub forms: Vec<(AttrValue, AttrValue)>,
    /// What else is asked of it: the query of a list.
    #[prop_or_default]
    pub query: AttrValue,
}

/// The query of a form in a language.
fn with_language(query: &str, language: &str) -> String {
    let rest = if query.is_empty() { String::new() } else { format!("&{query}") };
    format!("lang={language}{rest}")
}

/// A button that offers forms.
#[component]
pub fn Paper(props: &Props) -> Html {
    let l = use_locale();
    let (forms, query) = (props.forms.clone(), with_language(&props.query, &l.to_string()));
    let take = Callback::from(move |n: usize| {
        let (path, query) = (forms[n].1.clone(), query.clone());
        async move {
            browser::open(&register::file(&path, &query).await?, "application/pdf");
            Ok(())
        }
        .boxed_local()
    });
    let choices = props.forms.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
    html! { <Menu label={t!(l, "ticket-print")} icon={Icon::Print} {choices} {take} /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_asked_for_in_a_language() {
        assert_eq!(with_language("", "en"), "lang=en");
        assert_eq!(with_language("from=2026-01", "zh-CN"), "lang=zh-CN&from=2026-01");
    }
}

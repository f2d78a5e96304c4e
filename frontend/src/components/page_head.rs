//! The head of a page: its one `h1`, where it belongs, and what can be done on it.

use crate::browser;
use crate::components::link::Link;
use crate::i18n::use_locale;
use crate::route::{Route, has_moved};
use web_sys::HtmlElement;
use yew::prelude::*;

/// Properties of [`PageHead`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The name of the page, also of the window.
    pub title: AttrValue,
    /// The list it belongs to.
    #[prop_or_default]
    pub parent: Option<(Route, AttrValue)>,
    /// Beside the name: badges.
    #[prop_or_default]
    pub badges: Html,
    /// What can be done.
    #[prop_or_default]
    pub actions: Html,
    /// Under the name.
    #[prop_or_default]
    pub children: Html,
}

/// The head of a page. On the way from one page to another it takes the focus, so that those who hear the
/// page hear where they are.
#[component]
pub fn PageHead(props: &Props) -> Html {
    let l = use_locale();
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            if has_moved()
                && let Some(heading) = node.cast::<HtmlElement>()
            {
                let _ = heading.focus();
                heading.scroll_into_view_with_bool(false);
            }
        });
    }
    use_effect_with((props.title.clone(), l), |(title, l)| {
        browser::set_title(&format!("{title} · {}", t!(*l, "page-brand")));
    });
    html! {
        <div class="sb-head">
            if let Some((route, name)) = &props.parent {
                <nav class="pf-v6-c-breadcrumb" aria-label={t!(l, "page-breadcrumb")}>
                    <ol class="pf-v6-c-breadcrumb__list" role="list">
                        <li class="pf-v6-c-breadcrumb__item">
                            <Link to={*route} class="pf-v6-c-breadcrumb__link">{ name }</Link>
                        </li>
                    </ol>
                </nav>
            }
            <div class="sb-head-line">
                <h1 class="pf-v6-c-title pf-m-xl" tabindex="-1" ref={node}>{ &props.title }</h1>
                <div class="sb-badges">{ props.badges.clone() }</div>
                <div class="sb-head-actions">{ props.actions.clone() }</div>
            </div>
            { props.children.clone() }
        </div>
    }
}

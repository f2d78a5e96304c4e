//! The list of articles.

use crate::api::knowledge_article;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Values, put, use_form};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::badge;
use crate::components::table::{Row, several};
use crate::components::time::maybe_time;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::ids::{FaultCodeId, KnowledgeArticleId, ProductId};
use shared::page::OneOf;
use shared::records::knowledge_article::{
    KnowledgeKind, KnowledgeQuery, KnowledgeStatus, KnowledgeSummary, is_number,
};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address. The words of what was chosen stand beside its id, so that the
/// page can name it without asking.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<KnowledgeKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<KnowledgeStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product_id: Option<ProductId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault_code_id: Option<FaultCodeId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fault_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> KnowledgeQuery {
        KnowledgeQuery {
            q: self.q.as_deref().and_then(|q| Line::new(q).ok()),
            kind: self.kind.map(|kind| OneOf(vec![kind])),
            status: self.status.map(|status| OneOf(vec![status])),
            product_id: self.product_id,
            fault_code_id: self.fault_code_id,
            limit: None,
            cursor: self.cursor.clone(),
        }
    }

    fn chosen(&self) -> Values {
        let mut values = Values::new();
        put(&mut values, "product_id", self.product_id);
        put(&mut values, &words("product_id"), self.product.as_ref());
        put(&mut values, "fault_code_id", self.fault_code_id);
        put(&mut values, &words("fault_code_id"), self.fault_code.as_ref());
        values
    }

    /// The article that the address asks for by its number, when that alone was found.
    fn one(&self, found: &[KnowledgeSummary]) -> Option<KnowledgeArticleId> {
        let wanted = self.q.as_deref().filter(|q| is_number(q))?;
        found.iter().find(|article| article.number == wanted).map(|article| article.id)
    }
}

fn row(article: &KnowledgeSummary, inside: bool, l: Locale) -> Row {
    let to = Route::Knowledge(Record::One(article.id));
    let edition = match article.edition {
        0 => t!(l, "knowledge-edition-none"),
        n => t!(l, "knowledge-edition-number", edition = i64::from(n)),
    };
    let mut cells = vec![
        html! { <Link {to} class="sb-number">{ &article.number }</Link> },
        html! { <span class="sb-subject">{ &article.title }</span> },
        html! { { article.kind.label(l) } },
        several(&article.product_codes, ","),
        several(&article.fault_codes, ","),
        html! { { edition } },
        maybe_time(article.published_at).unwrap_or_default(),
    ];
    if inside {
        cells.push(html! { { article.audience.label(l) } });
        cells.push(badge(article.status, l));
    }
    Row { key: article.id.to_string(), to: Some(to), cells }
}

/// The list of articles.
#[component]
pub fn KnowledgeList() -> Html {
    let l = use_locale();
    let me = use_me();
    let inside = me.organization_kind == OrganizationKind::Manufacturer;
    let catalogue = may(&me, Permission::ProductRead);
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded =
        use_load(filter.clone(), |filter| async move { knowledge_article::list(&filter.query()).await });
    // A number in a comment leads here, and on to the article.
    let one = loaded.data.as_ref().and_then(|page| filter.one(&page.items));
    use_effect_with(one, |one| {
        if let Some(id) = one {
            route::replace(Route::Knowledge(Record::One(*id)), None);
        }
    });
    let form = use_form(|| filter.chosen());
    {
        // The address has changed another way: "back", or "clear filters".
        let (reset, chosen) = (form.reset.clone(), filter.chosen());
        use_effect_with((filter.product_id, filter.fault_code_id), move |_| reset.emit(chosen));
    }
    let narrow = Filter { cursor: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let picked = |change: fn(&mut Filter, Option<Found>)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |found: Option<Found>| {
            let before = filter.clone();
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, found);
            if filter != before {
                push.emit(filter);
            }
        })
    };
    let actions = html! {
        if may(&me, Permission::KnowledgeManage) {
            <LinkButton to={Route::Knowledge(Record::New)} label={t!(l, "knowledge-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let nothing = if narrow {
        Nothing {
            title: t!(l, "knowledge-none-found"),
            hint: t!(l, "knowledge-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "knowledge-none"), hint: t!(l, "knowledge-none-hint"), clear: None }
    };
    let mut columns = vec![
        t!(l, "knowledge-number"),
        t!(l, "knowledge-title"),
        t!(l, "knowledge-kind"),
        t!(l, "knowledge-products"),
        t!(l, "knowledge-fault-codes"),
        t!(l, "knowledge-edition"),
        t!(l, "knowledge-published"),
    ];
    if inside {
        columns.extend([t!(l, "knowledge-audience"), t!(l, "page-status")]);
    }
    html! {
        <>
            <PageHead title={t!(l, "knowledge-nav")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "knowledge-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-kind"
                    label={t!(l, "knowledge-kind")}
                    value={filter.kind.map(|k| k.as_str()).unwrap_or_default()}
                    choices={choices!(KnowledgeKind, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.kind = v.parse().ok())}
                />
                if inside {
                    <Select
                        id="filter-status"
                        label={t!(l, "page-status")}
                        value={filter.status.map(|s| s.as_str()).unwrap_or_default()}
                        choices={choices!(KnowledgeStatus, l)}
                        none={t!(l, "page-all")}
                        onchange={with(|f, v| f.status = v.parse().ok())}
                    />
                }
                if catalogue {
                    <div class="sb-about" role="group" aria-label={t!(l, "knowledge-filter")}>
                        <SearchSelect
                            form={form.clone()}
                            name="product_id"
                            label={t!(l, "knowledge-products")}
                            finder={Finder::Product}
                            onpick={picked(|f, found| {
                                f.product_id = found.as_ref().and_then(|one| one.id.parse().ok());
                                f.product = found.map(|one| one.label);
                            })}
                        />
                        <SearchSelect
                            form={form.clone()}
                            name="fault_code_id"
                            label={t!(l, "knowledge-fault-codes")}
                            finder={Finder::FaultCode(l)}
                            onpick={picked(|f, found| {
                                f.fault_code_id = found.as_ref().and_then(|one| one.id.parse().ok());
                                f.fault_code = found.map(|one| one.label);
                            })}
                        />
                    </div>
                }
            </FilterBar>
            { list_view(&loaded, t!(l, "knowledge-nav"), columns, |a| row(a, inside, l), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter =
            serde_urlencoded::from_str("kind=manual&status=draft&q=%E9%97%A8%E6%9C%BA&product=SB").unwrap();
        assert_eq!((filter.kind, filter.status), (Some(KnowledgeKind::Manual), Some(KnowledgeStatus::Draft)));
        let written = serde_urlencoded::to_string(&filter).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Filter>(&written).unwrap(), filter);
        assert_eq!(filter.query().kind, Some(OneOf(vec![KnowledgeKind::Manual])));
    }
}

//! The words of an article: its kinds, readers, states and actions.

use crate::auth::OrganizationKind;

text_enums! {
    /// What an article is.
    KnowledgeKind in "knowledge_kind" {
        /// A question and its answer.
        Faq = "faq",
        /// How something is used, maintained, repaired.
        Manual = "manual",
        /// Something to know or to do now: a technical notice.
        Bulletin = "bulletin",
        /// Software to download.
        Software = "software",
    }

    /// Who may read an article once it is published.
    KnowledgeAudience in "knowledge_audience" {
        /// The maker's house.
        Internal = "internal",
        /// Dealers and service centres too.
        Dealer = "dealer",
        /// Everybody with a log-in.
        Public = "public",
    }

    /// Where an article is.
    KnowledgeStatus in "knowledge_status" {
        /// Being written; only the house sees it.
        Draft = "draft",
        /// There to be read.
        Published = "published",
        /// Out of date; only the house sees it.
        Archived = "archived",
    }

    /// What can be done with an article.
    KnowledgeAction in "knowledge_action" {
        /// Make what is written the next edition.
        Publish = "publish",
        /// Take it away from readers.
        Archive = "archive",
    }
}

impl KnowledgeAudience {
    /// The articles that somebody of such an organisation reads.
    pub fn read_by(kind: OrganizationKind) -> &'static [Self] {
        match kind {
            OrganizationKind::Manufacturer => Self::ALL,
            OrganizationKind::Dealer | OrganizationKind::ServiceCenter => &[Self::Dealer, Self::Public],
            OrganizationKind::Supplier | OrganizationKind::Customer => &[Self::Public],
        }
    }

    /// Whether an article may be named where people outside of the house read.
    pub fn leaves_house(self) -> bool {
        self != Self::Internal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_internal_is_read_in_the_house_only() {
        for kind in OrganizationKind::ALL {
            let reads = KnowledgeAudience::read_by(*kind);
            assert!(reads.contains(&KnowledgeAudience::Public), "{kind}");
            let inside = *kind == OrganizationKind::Manufacturer;
            assert_eq!(reads.contains(&KnowledgeAudience::Internal), inside, "{kind}");
        }
        assert!(!KnowledgeAudience::read_by(OrganizationKind::Customer).contains(&KnowledgeAudience::Dealer));
    }
}

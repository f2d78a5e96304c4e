//! Who may do what: the whole table of roles and permissions. Which *rows* somebody sees is decided by
//! the server's `policy.rs`; here it is only which *operations*.

mod permission;

pub use permission::Permission;

use crate::ids::{CustomerId, OrganizationId, UserId};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What a person is (handbook 1). A person may hold several.
    Role in "role" {
        /// Complaint intake, defective-part return, customer settlement (ELV four-1, -5, -6).
        ServiceSpecialist = "service_specialist",
        /// Warranty replacement parts and repair work (ELV four-2).
        Technician = "technician",
        /// On-site service, corrective and preventive actions (ELV four-3, -4).
        Engineer = "engineer",
        /// Verdict on defects, verification, supplier recovery (ELV 4.2, SPS 4.2).
        Quality = "quality",
        /// Assignment, escalations, special cases, approvals (ELV 5.5, 5.6).
        Supervisor = "supervisor",
        /// Statements, payments, supplier deductions (MGT-T 3.4).
        Finance = "finance",
        /// Files for its own organisation, sees nothing of another's.
        Dealer = "dealer",
        /// Sees and answers only what is charged to it.
        Supplier = "supplier",
        /// Own tickets, returns, surveys.
        Customer = "customer",
        /// Organisations, users, policies, calendars, catalogues.
        Admin = "admin",
    }

    /// What an organisation is.
    OrganizationKind in "organization_kind" {
        /// The maker, whose installation this is; there is exactly one.
        Manufacturer = "manufacturer",
        /// Sells and services.
        Dealer = "dealer",
        /// Services for the maker.
        ServiceCenter = "service_center",
        /// Supplies parts.
        Supplier = "supplier",
        /// Owns units and has log-ins of its own.
        Customer = "customer",
    }
}

impl OrganizationKind {
    /// The roles that somebody of such an organisation may hold.
    pub fn roles(self) -> &'static [Role] {
        use Role::*;
        match self {
            Self::Manufacturer => {
                &[ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Admin]
            }
            Self::Dealer | Self::ServiceCenter => &[Role::Dealer, Technician],
            Self::Supplier => &[Role::Supplier],
            Self::Customer => &[Role::Customer],
        }
    }
}

impl OrganizationKind {
    fn is_house_or_supplier(self) -> bool {
        matches!(self, Self::Manufacturer | Self::Supplier)
    }
}

/// Whether a role holds a permission.
pub fn allows(role: Role, permission: Permission) -> bool {
    permission.roles().contains(&role)
}

/// Everything somebody of this organisation with these roles may do; a token may narrow it further.
pub fn permissions(kind: OrganizationKind, roles: &[Role], token: Option<&[Permission]>) -> Vec<Permission> {
    Permission::ALL
        .iter()
        .copied()
        .filter(|p| roles.iter().any(|r| allows(*r, *p)))
        .filter(|p| kind == OrganizationKind::Manufacturer || !p.only_manufacturer())
        .filter(|p| !p.is_between_house_and_suppliers() || kind.is_house_or_supplier())
        .filter(|p| token.is_none_or(|limit| limit.contains(p)))
        .collect()
}

/// Who is acting. The server builds it from the session at each request; the page from `/me`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Actor {
    /// The person.
    pub user_id: UserId,
    /// The person's name, kept in timelines as it was.
    pub name: String,
    /// The person's organisation.
    pub organization_id: OrganizationId,
    /// What that organisation is.
    pub organization_kind: OrganizationKind,
    /// The customer record that the organisation stands for, if it is a customer's.
    pub customer_id: Option<CustomerId>,
    /// What the person is.
    pub roles: Vec<Role>,
    /// What the person may do, here and now.
    pub permissions: Vec<Permission>,
}

impl Actor {
    /// Whether the actor holds a right.
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// Whether the actor belongs to the maker's house.
    pub fn is_inside(&self) -> bool {
        self.organization_kind == OrganizationKind::Manufacturer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_belongs_to_some_organisation_and_may_do_something() {
        for role in Role::ALL {
            assert!(OrganizationKind::ALL.iter().any(|k| k.roles().contains(role)), "{role}");
            assert!(Permission::ALL.iter().any(|p| allows(*role, *p)), "{role}");
        }
    }

    #[test]
    fn a_dealers_technician_never_reads_internal_comments() {
        assert!(allows(Role::Technician, Permission::CommentInternal));
        let held = permissions(OrganizationKind::Dealer, &[Role::Technician], None);
        assert!(!held.contains(&Permission::CommentInternal));
        assert!(held.contains(&Permission::TicketWork));
    }

    #[test]
    fn a_token_only_narrows() {
        use Permission::*;
        let held = permissions(
            OrganizationKind::Manufacturer,
            &[Role::ServiceSpecialist],
            Some(&[TicketRead, UserManage]),
        );
        assert_eq!(held, [TicketRead]);
    }

    /// The table again, typed by hand: role by role, in the order of the handbook.
    #[test]
    fn the_table_typed_out_again() {
        use Permission::*;
        let cases: &[(Role, &[Permission], &[Permission])] = &[
            (
                Role::ServiceSpecialist,
                &[
                    TicketCreate,
                    TicketUpdate,
                    TicketWork,
                    TicketAssign,
                    TicketClose,
                    TicketConfirm,
                    TicketCancel,
                    UnitManage,
                    CustomerManage,
                ],
                &[
                    TicketJudge,
                    TicketConfirmCrisis,
                    UserManage,
                    OrganizationManage,
                    ProductManage,
                    WarrantyDecide,
                    ImportRun,
                ],
            ),
            (
                Role::Technician,
                &[TicketCreate, TicketWork, UnitManage, StockMove, TransferRequest],
                &[
                    TicketAssign,
                    TicketClose,
                    TicketCancel,
                    CustomerManage,
                    StockAdjust,
                    LocationManage,
                    TransferApprove,
                    TransferShip,
                ],
            ),
            (
                Role::Engineer,
                &[TicketCreate, TicketWork, UnitManage],
                &[TicketAssign, TicketClose, TicketCancel, CustomerManage],
            ),
            (
                Role::Quality,
                &[TicketJudge, ProductManage, PartManage, CommentInternal, CampaignDraft, CampaignPublish],
                &[TicketWork, TicketClose, UserManage, CampaignApprove],
            ),
            (
                Role::Supervisor,
                &[
                    TicketAssign,
                    TicketJudge,
                    TicketConfirmCrisis,
                    WarrantyDecide,
                    TicketCancel,
                    CampaignApprove,
                    CampaignPublish,
                ],
                &[UserManage, PolicyManage, CalendarManage, CampaignDraft],
            ),
            (
                Role::Finance,
                &[TicketRead, CommentInternal, ReportRead],
                &[TicketCreate, TicketUpdate, CommentCreate, UserManage],
            ),
            (
                Role::Dealer,
                &[
                    TicketCreate,
                    TicketUpdate,
                    TicketConfirm,
                    CommentCreate,
                    DeskReportRead,
                    CampaignRead,
                    CampaignProgress,
                ],
                &[
                    StockAdjust,
                    TransferApprove,
                    TransferShip,
                    CommentInternal,
                    TicketWork,
                    TicketAssign,
                    UnitManage,
                    CalendarRead,
                    ReportRead,
                ],
            ),
            (
                Role::Supplier,
                &[OrganizationRead, PartRead, SupplierReturnRead, SupplierReturnAnswer, RmaPictureRead],
                &[
                    SupplierReturnOffer,
                    SupplierReturnDispose,
                    SupplierReturnCharge,
                    RmaRead,
                    RmaPictureCreate,
                    PartManage,
                    StockRead,
                    TicketRead,
                    UnitRead,
                    CustomerRead,
                    ProductRead,
                    UserRead,
                    ReportRead,
                    CampaignRead,
                ],
            ),
            (
                Role::Customer,
                &[TicketCreate, TicketConfirm, CommentCreate],
                &[CommentInternal, TicketUpdate, UserRead, TicketWork, ReportRead, PartRead],
            ),
            (
                Role::Admin,
                &[
                    UserManage,
                    OrganizationManage,
                    PolicyManage,
                    CalendarRead,
                    CalendarManage,
                    ImportRun,
                    AuditRead,
                ],
                &[TicketCreate, TicketWork, TicketJudge],
            ),
        ];
        for (role, held, refused) in cases {
            for permission in *held {
                assert!(allows(*role, *permission), "{role} should hold {permission}");
            }
            for permission in *refused {
                assert!(!allows(*role, *permission), "{role} should not hold {permission}");
            }
        }
    }
}

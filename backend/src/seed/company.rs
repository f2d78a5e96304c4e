//! The demo company as data: 三宝电梯, its dealers, service centre, suppliers and customers.

use shared::auth::{OrganizationKind, Role};

/// Code, kind, name, telephone, address.
pub(super) const ORGANIZATIONS: &[(&str, OrganizationKind, &str, &str, &str)] = {
    use OrganizationKind::*;
    &[
        ("SB", Manufacturer, "三宝电梯有限公司", "0571-8600 1000", "浙江省杭州市余杭区工业大道 88 号"),
        ("DL-HZ", Dealer, "杭州恒升电梯工程有限公司", "0571-8712 3300", "浙江省杭州市西湖区文三路 210 号"),
        ("DL-CD", Dealer, "成都蜀通机电设备有限公司", "028-8555 7120", "四川省成都市武侯区人民南路四段 9 号"),
        ("SC-SH", ServiceCenter, "上海申安电梯服务站", "021-6233 8181", "上海市普陀区中江路 118 号"),
        ("SP-DM", Supplier, "宁波德铭门机有限公司", "0574-8790 2211", "浙江省宁波市北仑区大港工业城"),
        ("SP-QY", Supplier, "苏州启源变频器有限公司", "0512-6680 4500", "江苏省苏州市工业园区星湖街 328 号"),
        ("CU-XH", Customer, "西湖花园业主委员会", "0571-8799 5200", "浙江省杭州市西湖区转塘街道"),
    ]
};

/// E-mail (before `@sanbao.example`), organisation, roles, name, telephone. The first of each role is
/// announced as the demo log-in.
pub(super) const PEOPLE: &[(&str, &str, &[Role], &str, &str)] = {
    use Role::*;
    &[
        ("specialist", "SB", &[ServiceSpecialist], "王芳", "138 0571 0001"),
        ("specialist2", "SB", &[ServiceSpecialist], "李静", "138 0571 0002"),
        ("technician", "SB", &[Technician], "张伟", "138 0571 0011"),
        ("technician2", "SB", &[Technician], "刘洋", "138 0571 0012"),
        ("engineer", "SB", &[Engineer], "陈晨", "138 0571 0021"),
        ("quality", "SB", &[Quality], "赵敏", "138 0571 0031"),
        ("supervisor", "SB", &[Supervisor], "孙磊", "138 0571 0041"),
        ("finance", "SB", &[Finance], "周婷", "138 0571 0051"),
        ("dealer", "DL-HZ", &[Dealer], "吴强", "139 0571 1001"),
        ("dealer.technician", "DL-HZ", &[Technician], "郑凯", "139 0571 1002"),
        ("dealer.chengdu", "DL-CD", &[Dealer], "何丽", "139 0280 2001"),
        ("servicecenter", "SC-SH", &[Dealer, Technician], "马超", "139 0210 3001"),
        ("supplier", "SP-DM", &[Supplier], "胡斌", "139 0574 4001"),
        ("customer", "CU-XH", &[Customer], "林建国", "137 0571 5001"),
        ("admin", "SB", &[Admin], "郭涛", "138 0571 0099"),
    ]
};

/// Code, name, product line, usage unit, warranty months of parts, of labour.
pub(super) const PRODUCTS: &[(&str, &str, &str, &str, u16, u16)] = &[
    ("SB-1000P", "乘客电梯 1000 kg", "passenger_lift", "runs", 24, 18),
    ("SB-1600B", "病床电梯 1600 kg", "hospital_lift", "runs", 24, 18),
    ("SB-3000F", "载货电梯 3000 kg", "freight_lift", "runs", 18, 12),
    ("SB-E30", "自动扶梯 30°", "escalator", "hours", 18, 12),
];

/// Code, Chinese, English, product line, standard minutes.
pub(super) const FAULT_CODES: &[(&str, &str, &str, Option<&str>, i32)] = &[
    ("DR-01", "厅门无法关闭", "Landing door does not close", None, 60),
    ("DR-03", "门机异响", "Door operator noisy", None, 90),
    ("DR-05", "光幕误动作", "Light curtain triggers falsely", None, 45),
    ("TM-02", "曳引机温度过高", "Traction machine overheats", None, 240),
    ("TM-04", "制动器间隙过大", "Brake clearance too large", None, 150),
    ("CT-01", "主板通讯故障", "Controller communication fault", None, 120),
    ("CT-06", "变频器过流", "Inverter overcurrent", None, 180),
    ("LV-02", "平层不准", "Levelling inaccurate", Some("passenger_lift"), 75),
    ("ES-01", "扶手带速度异常", "Handrail speed deviates", Some("escalator"), 110),
];

/// Customer, kind of customer is a company; name, telephone, dealer, organisation that logs in, contacts, sites.
pub(super) struct DemoCustomer {
    pub name: &'static str,
    pub phone: &'static str,
    pub address: &'static str,
    pub dealer: &'static str,
    pub organization: Option<&'static str>,
    pub contacts: &'static [(&'static str, &'static str, &'static str)],
    pub sites: &'static [(&'static str, &'static str, bool)],
}

/// The customers.
pub(super) const CUSTOMERS: &[DemoCustomer] = &[
    DemoCustomer {
        name: "西湖花园业主委员会",
        phone: "0571-8799 5200",
        address: "浙江省杭州市西湖区转塘街道",
        dealer: "DL-HZ",
        organization: Some("CU-XH"),
        contacts: &[("林建国", "主任", "137 0571 5001"), ("沈玉兰", "物业经理", "137 0571 5002")],
        sites: &[("西湖花园 1 幢", "浙江", false), ("西湖花园 3 幢", "浙江", false)],
    },
    DemoCustomer {
        name: "浙江省第二人民医院",
        phone: "0571-8783 7777",
        address: "浙江省杭州市上城区",
        dealer: "DL-HZ",
        organization: None,
        contacts: &[("徐慧", "后勤处", "137 0571 5101")],
        sites: &[("住院楼", "浙江", false), ("门诊楼", "浙江", false)],
    },
    DemoCustomer {
        name: "成都天府商业广场",
        phone: "028-8666 1200",
        address: "四川省成都市高新区天府大道",
        dealer: "DL-CD",
        organization: None,
        contacts: &[("罗勇", "工程部经理", "137 0280 5201")],
        sites: &[("A 座商场", "四川", false)],
    },
    DemoCustomer {
        name: "上海静安国际酒店",
        phone: "021-6248 3000",
        address: "上海市静安区南京西路",
        dealer: "SC-SH",
        organization: None,
        contacts: &[("顾佳", "设备主管", "137 0210 5301")],
        sites: &[("主楼", "上海", false)],
    },
    DemoCustomer {
        name: "阿坝高原旅游服务中心",
        phone: "0837-7771 880",
        address: "四川省阿坝州松潘县",
        dealer: "DL-CD",
        organization: None,
        contacts: &[("扎西", "站长", "137 0837 5401")],
        sites: &[("游客中心", "四川", true)],
    },
];

type DemoUnit = (&'static str, &'static str, usize, usize, Option<i64>, i64);

/// Serial, product, customer, site, days since acceptance (none: only shipped 20 days ago), usage.
pub(super) const UNITS: &[DemoUnit] = &[
    ("SB1000P-25-00017", "SB-1000P", 0, 0, Some(210), 48_200),
    ("SB1000P-25-00018", "SB-1000P", 0, 1, Some(205), 51_730),
    ("SB1000P-23-00102", "SB-1000P", 0, 1, Some(1150), 402_900),
    ("SB1600B-24-00005", "SB-1600B", 1, 0, Some(520), 199_400),
    ("SB1600B-24-00006", "SB-1600B", 1, 0, Some(518), 187_050),
    ("SB1000P-24-00044", "SB-1000P", 1, 1, Some(430), 120_610),
    ("SBE30-25-00003", "SB-E30", 2, 0, Some(160), 2_310),
    ("SBE30-25-00004", "SB-E30", 2, 0, Some(160), 2_298),
    ("SB1000P-26-00009", "SB-1000P", 3, 0, Some(35), 3_120),
    ("SB3000F-26-00001", "SB-3000F", 3, 0, None, 0),
    ("SB1000P-24-00071", "SB-1000P", 4, 0, Some(390), 22_040),
];

/// What is fitted in every unit: name, class, supplier.
pub(super) const COMPONENTS: &[(&str, &str, &str)] =
    &[("门机控制器", "door_operator", "SP-DM"), ("变频器", "inverter", "SP-QY")];

/** What a test needs to be there. Everything is made anew, so that tests can run side by side. */
import { Api, mark, type Rec } from "./api";
import type { Language } from "./words";

/** A person who can log in. */
export type Person = { id: string; name: string; email: string; password: string };

/** Makes a person of an organisation, by its code, who has accepted the invitation. */
export async function person(
  admin: Api,
  organization: string,
  roles: string[],
  more: { name?: string; locale?: Language } = {},
): Promise<Person> {
  const id = mark();
  const name = more.name ?? `测试员${id}`;
  const email = `e2e.${id.toLowerCase()}@sanbao.example`;
  const password = `一句很长的口令 ${mark()}`;
  const home = await organizationOf(admin, organization);
  const invited = await admin.create<{ user: Rec; link: string }>("users", {
    organization_id: home.id,
    name,
    email,
    roles,
    locale: more.locale ?? "zh-CN",
  });
  const token = invited.link.split("#token=")[1];
  await admin.create("auth/redeem-link", { token, new_password: password });
  return { id: invited.user.id, name, email, password };
}

/** An organisation of the demo company by its code. */
export async function organizationOf(api: Api, code: string): Promise<Rec> {
  const all = await api.get<{ items: Rec[] }>("organizations?limit=100");
  const found = all.items.find((one) => one.code === code);
  if (!found) throw new Error(`no organisation ${code}`);
  return found;
}

/** Customers of the demo company; the first has a log-in of its own, and both of the first two one dealer. */
export const CUSTOMERS = {
  garden: "西湖花园业主委员会",
  hospital: "浙江省第二人民医院",
  plaza: "成都天府商业广场",
} as const;

/** A unit of a customer, in use for some days; with 100 of them it is under warranty. */
export async function unit(desk: Api, customer: string, days = 100): Promise<Rec> {
  const owner = await desk.find(`customers?q=${encodeURIComponent(customer)}`);
  const product = await desk.find("products?q=SB-1000P");
  const accepted = new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
  return desk.create("units", {
    serial: `E2E-${mark()}`,
    product_id: product.id,
    customer_id: owner.id,
    accepted_on: accepted,
  });
}

/** A ticket about a unit. */
export async function ticket(desk: Api, unit: Rec | null, more: object = {}): Promise<Rec> {
  return desk.create("tickets", {
    kind: "repair_request",
    channel: "phone",
    subject: `开关门异响 ${mark()}`,
    description: "开关门时有刺耳摩擦声。",
    contact_name: "林建国",
    contact_phone: "137 0571 5001",
    topic: "product_quality",
    unit_id: unit?.id ?? null,
    ...more,
  });
}

// Event types: their names, and the families that give them their colours (style.css holds the colours themselves).
import type { ActorKind, EventStatus, EventType } from "./api/client";

export interface Family {
  id: string;
  label: string;
  types: readonly EventType[];
}

export const families: readonly Family[] = [
  { id: "talks", label: "Talks", types: ["meeting", "visit", "negotiation", "phone_call", "invitation"] },
  {
    id: "cooperation",
    label: "Cooperation",
    types: ["agreement", "aid", "cooperation", "concession", "statement_support", "proposal"],
  },
  { id: "statements", label: "Statements", types: ["statement", "other_diplomatic"] },
  { id: "disputes", label: "Disputes", types: ["accusation", "criticism", "demand", "rejection", "threat"] },
  { id: "pressure", label: "Pressure", types: ["sanction", "coercion", "investigation", "protest"] },
  { id: "force", label: "Force", types: ["military_action", "assault"] },
];

// Families one after the other, so that stacks keep them together.
export const eventTypes: readonly EventType[] = families.flatMap((family) => family.types);
export const statuses: readonly EventStatus[] = ["happened", "planned", "denied", "hypothetical"];

const labels: Partial<Record<EventType, string>> = {
  statement_support: "Support",
  military_action: "Military action",
  phone_call: "Phone call",
  other_diplomatic: "Other",
};

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replaceAll("_", " ");
export const typeLabel = (type: EventType) => labels[type] ?? capital(type);
export const statusLabel = (status: EventStatus) => capital(status);
export const kindLabel = (kind: ActorKind) => capital(kind);
// "north-korea" as people write it; the API gives countries by id only.
export const countryLabel = (id: string) =>
  id
    .split("-")
    .map((word) => (/^(and|of|the)$/.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1)))
    .join(" ");
export const typeColour = (type: EventType) => `var(--type-${type.replaceAll("_", "-")})`;

// Types in which it has no meaning who is source and who target.
export const isMutual = (type: EventType) => type === "meeting" || type === "negotiation" || type === "phone_call";

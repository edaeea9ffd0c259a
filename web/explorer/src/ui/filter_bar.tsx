// Types, statuses and dates. What is chosen stands in the address.
import { useEffect, useId, useState } from "preact/hooks";
import { clearFilters, type Filters, isFiltered, setFilters } from "../filters";
import { eventTypes, families, statuses, statusLabel, typeLabel } from "../types";
import { Dropdown } from "./dropdown";
import { Swatch } from "./event_card";

function toggled<T>(all: readonly T[], chosen: readonly T[], one: T): T[] {
  return all.filter((item) => (item === one ? !chosen.includes(item) : chosen.includes(item)));
}

function summary(chosen: readonly string[], none: string): string {
  if (chosen.length === 0) return none;
  return chosen.length <= 2 ? chosen.join(", ") : `${chosen[0]} and ${chosen.length - 1} more`;
}

// A date that is taken once it is whole, or emptied.
function DateInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  const id = useId();
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <span class="date-input">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="date"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={(event) => {
          const { value: now, validity } = event.currentTarget;
          if (validity.badInput || (now !== "" && !/^[12]\d{3}-/.test(now))) return; // a year half typed
          onChange(now);
        }}
      />
    </span>
  );
}

export function FilterBar({
  filters,
  anyType = "All types",
  anyStatus = "Any status",
}: {
  filters: Filters;
  anyType?: string;
  anyStatus?: string;
}) {
  const wrong = filters.from !== "" && filters.to !== "" && filters.from > filters.to;
  return (
    <div class="filters" role="group" aria-label="Filters">
      <Dropdown label={summary(filters.type.map(typeLabel), anyType)} strong={filters.type.length > 0}>
        <div class="families">
          {families.map((family) => (
            <fieldset key={family.id}>
              <legend>{family.label}</legend>
              {family.types.map((type) => (
                <label key={type}>
                  <input
                    type="checkbox"
                    checked={filters.type.includes(type)}
                    onChange={() => setFilters({ type: toggled(eventTypes, filters.type, type) })}
                  />
                  <Swatch type={type} /> {typeLabel(type)}
                </label>
              ))}
            </fieldset>
          ))}
        </div>
      </Dropdown>
      <Dropdown label={summary(filters.status.map(statusLabel), anyStatus)} strong={filters.status.length > 0}>
        <fieldset>
          <legend>Status</legend>
          {statuses.map((status) => (
            <label key={status}>
              <input
                type="checkbox"
                checked={filters.status.includes(status)}
                onChange={() => setFilters({ status: toggled(statuses, filters.status, status) })}
              />
              {statusLabel(status)}
            </label>
          ))}
        </fieldset>
      </Dropdown>
      <DateInput label="From" value={filters.from} onChange={(from) => setFilters({ from })} />
      <DateInput label="To" value={filters.to} onChange={(to) => setFilters({ to })} />
      {isFiltered(filters) && (
        <button type="button" class="quiet" onClick={clearFilters}>
          Clear filters
        </button>
      )}
      {wrong && (
        <span class="wrong" role="alert">
          The first day is after the last.
        </span>
      )}
    </div>
  );
}

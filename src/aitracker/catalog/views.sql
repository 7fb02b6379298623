-- What depends on the day asked. Made for every connection, over the one row of `clock`.

create temp table clock (day text not null);

create temp view state as           -- the status of every record that has one, and the entry it rests on
select e.record as id, e.n as entry, e.status, e.date as since, e.status_last <= c.day as certain, e.open, e.delivers, e.sources
from record r join clock c join entry e on e.record = r.id and e.n = {current} and e.status is not null;

create temp view begun as           -- records that exist on the day; what has no history always does
select r.id from record r join clock c
where r.collection in ('organizations', 'people', 'sources')
or exists (select 1 from entry where record = r.id and first <= c.day);

create temp view promised as       -- what had been promised or set by the day, version by version, and its state then
select p.*,
  case
    when p.replaced <= c.day then 'revised'
    when p.stops < c.day then 'expired'
    when p.starts <= c.day or p.kind = 'application' and p.starts is null then 'in-force'
    when p.kind = 'application' then 'upcoming'
    when p.met <= c.day then 'met'
    when p.measured <= c.day and coalesce(o.outcome, '') = '' then 'measured'
    when p.ended <= c.day then 'ended'
    when p.grace < c.day then 'overdue'
    when p.due < c.day then 'maybe-overdue'
    when p.due <= date(c.day, '+90 days') then 'soon'
    else 'open'
  end as state,
  case
    when p.replaced <= c.day then 1
    when p.starts <= c.day then p.starts_last <= c.day
    when p.met <= c.day then p.met_last <= c.day
    when p.measured <= c.day and coalesce(o.outcome, '') = '' then p.measured_last <= c.day
    when p.ended <= c.day then p.ended_last <= c.day
    else 1
  end as certain,
  cast(julianday(p.due) - julianday(c.day) as integer) as days,
  o.value as result, o.date as result_date, o.outcome, o.gap, o.last <= c.day as result_certain
from clock c join promise p on coalesce(p.known, '') <= c.day
left join outcome o on o.record = p.record and p.kind = 'aim' and o.aim = p.position and o.position = (
  select position from outcome
  where record = p.record and aim = p.position and first <= c.day order by first desc, position desc limit 1
);

create temp view happened as        -- the steps that may have been taken by the day
select r.n as record_n, r.collection, r.name, e.*, e.last <= c.day as certain,
  case when e.status_first <= c.day then e.status end as status_then
from clock c join entry e on e.first <= c.day and e.n >= 0 join record r on r.id = e.record and r.collection <> 'sources';

create temp view linked as          -- who and what a record may name by the day: what a later step or office brings is not there
select l.rowid as n, l.*
from clock c join link l on {linked};

create temp view held as            -- the offices that people may have held on the day
select l.record, l.target, l.name, l.title,
  coalesce(l.sure_first, '') <= c.day and coalesce(l.sure_last, '9999') >= c.day as certain
from clock c join linked l on l.role = 'holds' and coalesce(l.last, '9999') >= c.day;

create temp view parties as          -- who leads, agrees, takes part or organizes by the day, ids or plain names; of people, where they hold an office
select l.n, l.record, l.role, coalesce(l.target, l.name) as party, l.unnamed
from linked l join clock c
where {party};

create temp view news as            -- the newest step of a record, or page about it, by the day; `day` is the last it can be of
select record, date, max(day) as day from (
  select e.record, e.date, min(e.last, c.day) as day from clock c join entry e on e.first <= c.day
  where e.n >= 0 and coalesce(e.change, '') not in ('applies', 'expires')   -- which nobody reports
  union all
  select l.record, e.date, min(e.last, c.day)
  from clock c join link l on l.role = 'cites' join entry e on e.record = l.target and e.first <= c.day
) group by record;

create temp view delivered as       -- what came of a record by the day: promises met or measured, records that carry it out
select record, what, max(certain) as certain, min(n) as n from (
  select record, name as what, iif(state in ('met', 'measured'), certain, result_certain) as certain, position as n
  from promised where state <> 'revised' and (state in ('met', 'measured') or result is not null)
  union all
  select l.target, l.record, s.certain, r.n
  from link l join state s on s.id = l.record join record r on r.id = l.record
  where l.role in ('implements', 'part_of') and s.delivers
) group by record, what;

-- Since when a partition of the feed is recorded: trips in what Kafka had long before are no news.
alter table history_feed add column begun_at timestamptz not null default '-infinity';
alter table history_feed alter column begun_at set default now();

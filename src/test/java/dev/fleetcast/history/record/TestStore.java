package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.testing.EmptyRegistry;

/** A store in a database of its own, for tests of other packages. */
public final class TestStore {

    private TestStore() {}

    public static RecordStore of(EmptyRegistry database) {
        return new RecordStore(database(database), new HistoryPartitions(), TripRules.DEFAULT);
    }

    /** Records all messages of the feed. */
    public static void record(EmptyRegistry database, TestFeed feed) {
        of(database).write(feed.all());
    }

    public static HistoryDatabase database(EmptyRegistry database) {
        return new HistoryDatabase(database.dataSource());
    }
}

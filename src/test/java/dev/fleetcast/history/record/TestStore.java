package dev.fleetcast.history.record;

import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.testing.EmptyRegistry;

/** A store in a database of its own, for tests of other packages. */
public final class TestStore {

    private TestStore() {}

    public static RecordStore of(EmptyRegistry database) {
        return new RecordStore(new HistoryDatabase(database.dataSource()), new HistoryPartitions(), TripRules.DEFAULT);
    }
}

package dev.fleetcast.history.record;

import dev.fleetcast.history.HistoryConfig;
import dev.fleetcast.history.record.HistoryJanitor.Retention;
import dev.fleetcast.history.stored.Dictionaries;
import dev.fleetcast.history.stored.MessageCodec;
import dev.fleetcast.history.stored.PastMessages;
import dev.fleetcast.history.trip.TripRules;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the classes of the past together, with the settings of this deployment. */
@Singleton
final class HistoryBeans {

    private final HistoryDatabase database;
    private final HistoryPartitions partitions = new HistoryPartitions();
    private final MessageCodec codec = new MessageCodec();
    private final Dictionaries dictionaries = new Dictionaries(codec);

    HistoryBeans(@DataSource("history") AgroalDataSource connections) {
        this.database = new HistoryDatabase(connections);
    }

    @Produces
    @Singleton
    HistoryDatabase database() {
        return database;
    }

    @Produces
    @Singleton
    Dictionaries dictionaries() {
        return dictionaries;
    }

    @Produces
    @Singleton
    RecordStore store(TripRules rules) {
        return new RecordStore(database, partitions, rules, codec, dictionaries);
    }

    @Produces
    @Singleton
    TripNews news(TripRules rules) {
        return new TripNews(database, rules);
    }

    @Produces
    @Singleton
    PastMessages messages() {
        return new PastMessages(dictionaries, codec);
    }

    @Produces
    @Singleton
    HistoryJanitor janitor(HistoryConfig config) {
        Retention retention = new Retention(config.recentRetention(), config.chunkRetention(), config.tripRetention());
        return new HistoryJanitor(database, partitions, new Packing(partitions, dictionaries), retention);
    }
}

package dev.fleetcast.device.sink;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/** Opens a document store as a further store. */
final class MongoSink {

    static final String NAME = "mongodb";

    private static final int MAX_CONNECTIONS = 4;

    private MongoSink() {}

    /** Connects in the background; nothing is stored until it succeeds. */
    static Sink open(MongoConfig config) {
        MongoClientSettings settings = MongoClientSettings.builder()
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(5, TimeUnit.SECONDS))
                .applyToSocketSettings(
                        socket -> socket.connectTimeout(3, TimeUnit.SECONDS).readTimeout(10, TimeUnit.SECONDS))
                .applyToConnectionPoolSettings(pool -> pool.maxSize(MAX_CONNECTIONS))
                .applyConnectionString(new ConnectionString(config.url().orElseThrow()))
                .build();
        MongoClient client = MongoClients.create(settings);
        return new Sink(
                new MongoEvents(
                        client.getDatabase(config.database()).getCollection(config.collection()), Clock.systemUTC()),
                client::close);
    }
}

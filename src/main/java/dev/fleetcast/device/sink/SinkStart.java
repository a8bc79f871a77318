package dev.fleetcast.device.sink;

import dev.fleetcast.device.store.EventStore;
import dev.fleetcast.device.store.PostgresEvents;
import dev.fleetcast.device.store.StoreConfig;
import dev.fleetcast.device.store.StoringGroups;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts to store events in the further stores that are configured. Without any, nothing of their drivers is loaded. */
@ApplicationScoped
class SinkStart {

    private final PostgresEvents postgres;
    private final StoringGroups groups;
    private final MysqlConfig mysql;
    private final MongoConfig mongo;
    private final StoreConfig config;
    private final Map<String, Sink> sinks = new HashMap<>();
    private final List<Cancellable> running = new CopyOnWriteArrayList<>();

    SinkStart(PostgresEvents postgres, StoringGroups groups, MysqlConfig mysql, MongoConfig mongo, StoreConfig config) {
        this.postgres = postgres;
        this.groups = groups;
        this.mysql = mysql;
        this.mongo = mongo;
        this.config = config;
    }

    void start(@Observes StartupEvent started) {
        if (mysql.url().isPresent()) {
            sinks.put(MysqlSink.NAME, MysqlSink.open(mysql));
        }
        if (mongo.url().isPresent()) {
            sinks.put(MongoSink.NAME, MongoSink.open(mongo));
        }
        if (!sinks.isEmpty()) {
            groups.whenReady(this::read);
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        running.forEach(Cancellable::cancel);
        sinks.values().forEach(Sink::close);
    }

    private void read() {
        sinks.values().forEach(sink -> running.add(groups.startFurther(sink.store())));
        if (config.ackAfter().size() > 1) {
            List<EventStore> required = new ArrayList<>();
            for (String name : config.ackAfter()) {
                required.add(
                        name.equals(PostgresEvents.NAME)
                                ? postgres
                                : sinks.get(name).store());
            }
            running.add(groups.startConfirming(required));
        }
    }
}

package dev.fleetcast.device.store;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/** Starts to store events in PostgreSQL, and to write down their confirmations. */
@ApplicationScoped
class StoreStart {

    private final Multi<Message<ConsumerRecords<byte[], byte[]>>> events;
    private final Multi<Message<ConsumerRecords<byte[], byte[]>>> acks;
    private final PostgresEvents store;
    private final StoringGroups groups;
    private final AckArchive archive;
    private final List<Cancellable> running = new CopyOnWriteArrayList<>();

    StoreStart(
            @Channel("device-events-store") Multi<Message<ConsumerRecords<byte[], byte[]>>> events,
            @Channel("device-acks") Multi<Message<ConsumerRecords<byte[], byte[]>>> acks,
            PostgresEvents store,
            StoringGroups groups,
            AckArchive archive) {
        this.events = events;
        this.acks = acks;
        this.store = store;
        this.groups = groups;
        this.archive = archive;
    }

    void start(@Observes StartupEvent started) {
        groups.whenReady(this::read);
    }

    void stop(@Observes ShutdownEvent stopping) {
        running.forEach(Cancellable::cancel);
    }

    private void read() {
        running.add(groups.first(store).start(events));
        running.add(archive.start(acks));
    }
}

package dev.fleetcast.cluster;

import dev.fleetcast.access.Sessions;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Brings this replica into the conversation of all, and takes it out again. */
@ApplicationScoped
class ClusterStart {

    private final TopicCreation topics;
    private final Replicas replicas;
    private final KafkaStreamTable table;
    private final KafkaFeedMarks marks;
    private final Sessions sessions;
    private final TopicReader reader;
    private volatile boolean sessionsKnown;

    ClusterStart(
            TopicCreation topics,
            CommandsTopic commands,
            Replicas replicas,
            StreamCommands streams,
            KafkaStreamTable table,
            KafkaFeedMarks marks,
            Sessions sessions) {
        this.topics = topics;
        this.replicas = replicas;
        this.table = table;
        this.marks = marks;
        this.sessions = sessions;
        this.reader = commands.reader((command, at) -> {
            switch (command.kind()) {
                case HEARTBEAT, FAREWELL -> replicas.heard(command, at);
                case REQUEST, REPLY -> streams.heard(command);
            }
        });
    }

    /** Whether all that the others have said before the start is known here, and Kafka has been heard of; stays so. */
    boolean isCaughtUp() {
        return table.isCaughtUp() && replicas.isKnown() && marks.newest().isPresent() && sessionsKnown;
    }

    void start(@Observes StartupEvent started) {
        replicas.watch();
        sessions.caughtUp().thenRun(() -> sessionsKnown = true);
        topics.done().thenRun(() -> {
            reader.start();
            replicas.speak();
        });
    }

    void stop(@Observes ShutdownEvent stopping) {
        replicas.leave();
        reader.close();
    }
}

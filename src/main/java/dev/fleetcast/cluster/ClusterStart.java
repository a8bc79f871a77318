package dev.fleetcast.cluster;

import dev.fleetcast.cluster.liveness.Replicas;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Starts and stops the communication of this replica with the others. */
@ApplicationScoped
class ClusterStart {

    private final TopicCreation topics;
    private final Replicas replicas;
    private final TopicReader reader;

    ClusterStart(
            TopicCreation topics,
            CommandsTopic commands,
            Replicas replicas,
            StreamCommands streams,
            KafkaUnitNotices notices) {
        this.topics = topics;
        this.replicas = replicas;
        this.reader = commands.reader(command -> {
            switch (command.kind()) {
                case HEARTBEAT, FAREWELL -> replicas.heard(command);
                case REQUEST, REPLY -> streams.heard(command);
                case NOTICE -> notices.heard(command.notice());
            }
        });
    }

    void start(@Observes StartupEvent started) {
        replicas.watch();
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

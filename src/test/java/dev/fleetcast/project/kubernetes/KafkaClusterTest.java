package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Namespace;
import org.junit.jupiter.api.Test;

/** The Kafka of {@code k8s/kafka} is the one that the topics, the user and the application expect. */
class KafkaClusterTest {

    private static final String CLUSTER = "strimzi.io/cluster";

    @Test
    void topicsAndTheUserBelongToTheCluster() throws Exception {
        KafkaCluster cluster = Rendering.KAFKA.manifests().only(KafkaCluster.class);
        Manifests production = Rendering.PRODUCTION.manifests();

        assertThat(production.all(KafkaTopic.class)).isNotEmpty().allSatisfy(topic -> {
            assertThat(topic.getMetadata().getLabels())
                    .containsEntry(CLUSTER, cluster.getMetadata().getName());
            assertThat(topic.getMetadata().getNamespace())
                    .isEqualTo(cluster.getMetadata().getNamespace());
        });
        assertThat(production.only(KafkaUser.class).getMetadata().getLabels())
                .containsEntry(CLUSTER, cluster.getMetadata().getName());
        assertThat(Rendering.KAFKA
                        .manifests()
                        .only(KafkaNodePool.class)
                        .getMetadata()
                        .getLabels())
                .containsEntry(CLUSTER, cluster.getMetadata().getName());
        assertThat(Rendering.KAFKA
                        .manifests()
                        .only(Namespace.class)
                        .getMetadata()
                        .getName())
                .isEqualTo(cluster.getMetadata().getNamespace());
    }

    @Test
    void applicationFindsItsListener() throws Exception {
        KafkaCluster cluster = Rendering.KAFKA.manifests().only(KafkaCluster.class);
        var environment = ApplicationPods.of(Rendering.PRODUCTION).environment();

        assertThat(cluster.getSpec().kafka().listeners()).singleElement().satisfies(listener -> {
            assertThat(environment.get("KAFKA_BOOTSTRAP_SERVERS"))
                    .isEqualTo("%s-kafka-bootstrap.%s.svc:%d"
                            .formatted(
                                    cluster.getMetadata().getName(),
                                    cluster.getMetadata().getNamespace(),
                                    listener.port()));
            assertThat(listener.tls()).isTrue();
            assertThat(listener.authentication().type()).isEqualTo("scram-sha-512");
        });
        assertThat(environment).containsEntry("KAFKA_SASL_MECHANISM", "SCRAM-SHA-512");
        assertThat(cluster.getSpec().kafka().authorization().type()).isEqualTo("simple");
    }

    @Test
    void lossOfABrokerLosesNothing() throws Exception {
        var config = Rendering.KAFKA
                .manifests()
                .only(KafkaCluster.class)
                .getSpec()
                .kafka()
                .config();
        KafkaNodePool.Spec nodes =
                Rendering.KAFKA.manifests().only(KafkaNodePool.class).getSpec();

        assertThat(nodes.replicas()).isGreaterThanOrEqualTo(3);
        assertThat(config)
                .containsEntry("default.replication.factor", "3")
                .containsEntry("min.insync.replicas", "2")
                .containsEntry("offsets.topic.replication.factor", "3")
                .containsEntry("transaction.state.log.replication.factor", "3")
                .containsEntry("transaction.state.log.min.isr", "2");
        assertThat(nodes.storage().volumes()).isNotEmpty().noneMatch(KafkaNodePool.Volume::deleteClaim);
    }
}

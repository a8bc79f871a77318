package dev.fleetcast.project.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.RequiredTopics;
import dev.fleetcast.kafka.Topics;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/** Strimzi creates the same topics as the application would, but replicated. */
@QuarkusTest
class KafkaByStrimziTest {

    @Inject
    @All
    List<RequiredTopics> required;

    @Inject
    Topics topics;

    @Test
    void topicsAreAsTheApplicationDescribesThem() throws Exception {
        List<NewTopic> described = required.stream()
                .flatMap(some -> some.describe(topics).stream())
                .toList();

        assertThat(described).isNotEmpty().allSatisfy(topic -> {
            KafkaTopic.Spec made =
                    production().named(KafkaTopic.class, topic.name()).getSpec();
            assertThat(made.partitions()).isEqualTo(topic.numPartitions());
            if (topic.configs() != null) {
                assertThat(made.config()).containsAllEntriesOf(topic.configs());
            }
        });
    }

    @Test
    void topicsOutliveABroker() throws Exception {
        assertThat(production().all(KafkaTopic.class)).allSatisfy(topic -> {
            assertThat(topic.getSpec().replicas()).isEqualTo(3);
            assertThat(topic.getSpec().config()).containsEntry("min.insync.replicas", "2");
        });
        assertThat(ApplicationPods.of(Rendering.PRODUCTION).environment())
                .containsEntry("FLEETCAST_TOPICS_CREATE", "false");
    }

    @Test
    void userMayDoWhatIsNeededWithItsTopicsAndGroups() throws Exception {
        assertThat(production().all(KafkaTopic.class))
                .extracting(topic -> topic.getMetadata().getName())
                .allSatisfy(topic -> assertThat(allowed("topic", topic)).contains("Describe", "Read", "Write"));
        assertThat(List.of("fleetcast-ingest", "fleetcast-channels"))
                .allSatisfy(group -> assertThat(allowed("group", group)).contains("Describe", "Read"));
    }

    @Test
    void userMayDoNothingElse() throws Exception {
        assertThat(production().only(KafkaUser.class).getSpec().authorization().acls())
                .allSatisfy(rule -> {
                    assertThat(rule.operations()).isSubsetOf("Describe", "DescribeConfigs", "Read", "Write");
                    assertThat(rule.resource().name()).startsWith("fleet");
                });
    }

    @Test
    void onlyRequiredTopicsAreCreated() throws Exception {
        assertThat(production().all(KafkaTopic.class))
                .extracting(topic -> topic.getMetadata().getName())
                .containsExactlyInAnyOrderElementsOf(required.stream()
                        .flatMap(some -> some.describe(topics).stream())
                        .map(NewTopic::name)
                        .toList());
    }

    private static List<String> allowed(String type, String name) throws IOException, InterruptedException {
        return production().only(KafkaUser.class).getSpec().authorization().acls().stream()
                .filter(rule -> rule.resource().type().equals(type))
                .filter(rule -> rule.resource().patternType().equals("prefix"))
                .filter(rule -> name.startsWith(rule.resource().name()))
                .flatMap(rule -> rule.operations().stream())
                .toList();
    }

    private static Manifests production() throws IOException, InterruptedException {
        return Rendering.PRODUCTION.manifests();
    }
}

package dev.fleetcast.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/** Administers Kafka; each call has its own connection, and waits until it is done. */
record KafkaAdmin(String bootstrapServers) {

    private static final Map<String, Object> IMPATIENT =
            Map.of("default.api.timeout.ms", 2_000, "request.timeout.ms", 1_000);

    private interface Task<T> {

        T with(Admin admin) throws InterruptedException, ExecutionException, TimeoutException;
    }

    /** Whether that many brokers respond. */
    boolean answers(int brokers) {
        Map<String, Object> settings = new HashMap<>(IMPATIENT);
        settings.put("bootstrap.servers", bootstrapServers);
        try (Admin admin = Admin.create(settings)) {
            return admin.describeCluster().nodes().get(2, TimeUnit.SECONDS).size() == brokers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException notYet) {
            return false;
        }
    }

    List<TopicPartitionInfo> partitions(String topic) {
        return ask(admin -> admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions());
    }

    /** Deletes all current records of the topic, as retention does in time. */
    void deleteEverythingIn(String topic) {
        Map<TopicPartition, RecordsToDelete> everything = new HashMap<>();
        partitions(topic)
                .forEach(each ->
                        everything.put(new TopicPartition(topic, each.partition()), RecordsToDelete.beforeOffset(-1)));
        ask(admin -> admin.deleteRecords(everything).all().get());
    }

    /** Deletes the topic and creates it again, empty, with the same partitions. */
    void createAgain(String topic) {
        int partitions = partitions(topic).size();
        ask(admin -> admin.deleteTopics(List.of(topic)).all().get());
        NewTopic created = new NewTopic(topic, Optional.of(partitions), Optional.empty());
        Waiting.until(
                "the topic is gone",
                Duration.ofSeconds(20),
                () -> ask(admin -> succeeds(admin.createTopics(List.of(created)).all())));
    }

    /** Gives the partitions other replicas, or another order; the first replica should lead. */
    void reassign(Map<TopicPartition, List<Integer>> replicas) {
        Map<TopicPartition, Optional<NewPartitionReassignment>> all = new HashMap<>();
        replicas.forEach(
                (partition, brokers) -> all.put(partition, Optional.of(new NewPartitionReassignment(brokers))));
        ask(admin -> admin.alterPartitionReassignments(all).all().get());
        Waiting.until(
                "partitions are where they belong",
                Duration.ofSeconds(60),
                () -> ask(admin ->
                        admin.listPartitionReassignments().reassignments().get().isEmpty()));
        ask(admin -> succeeds(
                admin.electLeaders(ElectionType.PREFERRED, replicas.keySet()).all()));
    }

    private static boolean succeeds(KafkaFuture<Void> task) throws InterruptedException {
        try {
            task.get();
            return true;
        } catch (ExecutionException refused) {
            return false;
        }
    }

    private <T> T ask(Task<T> task) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            return task.with(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }
}

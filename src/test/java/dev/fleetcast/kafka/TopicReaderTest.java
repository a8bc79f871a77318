package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private final TestReaders test = new TestReaders();
    private final TestTopics topics = test.topics;
    private final List<String> read = test.read;

    @AfterEach
    void close() {
        test.close();
        assertThat(test.threads()).isEmpty();
    }

    @Test
    void everyPartitionIsReadFromItsBeginningInItsOrder() throws Exception {
        String topic = topics.created(3);
        topics.send(topic, 0, "0a", "0b");
        topics.send(topic, 2, "2a", "2b");

        test.reader(test::note, topic).start();
        test.awaitRead(4);
        topics.send(topic, 1, "1a");
        topics.send(topic, 0, "0c");
        test.awaitRead(6);

        assertThat(read)
                .containsSubsequence("0a", "0b", "0c")
                .containsSubsequence("2a", "2b")
                .contains("1a");
    }

    @Test
    void recreatedTopicIsReadFromItsBeginningAfterTheHandlerIsNotified() throws Exception {
        String topic = topics.created(2);
        topics.send(topic, 0, "a", "b", "c");
        test.reader(new Noting(), topic).start();
        test.awaitRead(3);

        topics.createAgain(topic, 1);
        topics.send(topic, 0, "d");
        test.awaitRead(5);

        assertThat(read).containsExactly("a", "b", "c", "RECREATED {" + topic + "-0=0}", "d");
    }

    @Test
    void handlerIsNotifiedOfRecordsThatExpireUnread() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "a", "b", "c");
        topics.deleteBefore(topic, 2);

        test.keep(new TopicReader(
                        test.thread,
                        topics.source(),
                        Set.of(topic),
                        (consumer, partitions) -> Map.of(new TopicPartition(topic, 0), 1L),
                        new Noting()))
                .start();
        test.awaitRead(2);

        assertThat(read).containsExactly("EXPIRED {" + topic + "-0=2}", "c");
    }

    private final class Noting implements BatchHandler {

        @Override
        public void handle(ConsumerRecords<byte[], byte[]> batch) {
            test.note(batch);
        }

        @Override
        public void broken(LogBreak at) {
            read.add(at.cause() + " " + at.next());
        }
    }

    @Test
    void readersShareNothing() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "a");

        test.reader(test::note, topic).start();
        test.reader(test::note, topic).start();
        test.awaitRead(2);

        assertThat(read).containsExactly("a", "a");
    }

    @Test
    void hasCaughtUpWhenAllInitialRecordsAreHandled() throws Exception {
        String topic = topics.created(2);
        topics.send(topic, 0, "a", "b", "c");
        topics.send(topic, 1, "d");
        List<String> atCatchUp = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(1);

        TopicReader reader = test.reader(test::note, topic);
        reader.caughtUp().thenRun(() -> {
            atCatchUp.addAll(read);
            done.countDown();
        });
        reader.start();

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(atCatchUp).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void hasCaughtUpWithTopicsThatAreEmpty() throws Exception {
        TopicReader reader = test.reader(test::note, topics.created(2), topics.created(1));

        reader.start();
        test.awaitCaughtUp(reader);

        assertThat(read).isEmpty();
    }

    @Test
    void beginsAtTheGivenPosition() throws Exception {
        String topic = topics.created(1);
        topics.send(topic, 0, "before");
        TopicReader reader = test.keep(
                new TopicReader(test.thread, topics.source(), Set.of(topic), Consumer::endOffsets, test::note));

        reader.start();
        test.awaitCaughtUp(reader);
        topics.send(topic, 0, "after");
        test.awaitRead(1);

        assertThat(read).containsExactly("after");
    }
}

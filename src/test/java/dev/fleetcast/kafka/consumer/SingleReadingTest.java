package dev.fleetcast.kafka.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.consumer.SingleReading.Stretch;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SingleReadingTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);
    private static final long END = 1_000;

    @ParameterizedTest
    @CsvSource({"3,3", "3,4", "3,5", "3,7", "3,40", "3,998", "3,999", "0,0", "999,999"})
    void goesOnWithTheFirstRecordBehindTheBatchThatCannotBeUnpacked(long first, long last) {
        Stretch read = read(first, last, new OutOfMemoryError("on purpose"));

        assertThat(read.next()).isEqualTo(last + 1);
        assertThat(read.endsUnread()).isTrue();
        assertThat(read.records()).hasSize((int) first + 1);
        ConsumerRecord<byte[], byte[]> unread = read.records().get((int) first);
        assertThat(unread.offset()).isEqualTo(first);
        assertThat(unread.headers().lastHeader(Unread.LAST_OFFSET).value())
                .asString()
                .isEqualTo("" + last);
        assertThat(Unread.reason(unread)).contains("value: cannot be decompressed");
    }

    @Test
    void batchWithAWrongChecksumIsSkippedToo() {
        assertThat(read(5, 9, new KafkaException("on purpose")).next()).isEqualTo(10);
    }

    @Test
    void nothingIsSkippedWhenAllCanBeRead() {
        Stretch read = new SingleReading(new Topic(END, END, null)).read(PARTITION, 10, 20, Long.MAX_VALUE);

        assertThat(read.next()).isEqualTo(30);
        assertThat(read.records()).hasSize(20).noneMatch(Unread::is);
    }

    private static Stretch read(long first, long last, Throwable failure) {
        return new SingleReading(new Topic(first, last, failure)).read(PARTITION, 0, Integer.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Kafka's mock consumer, with unreadable records. */
    private static final class Topic extends MockConsumer<byte[], byte[]> {

        private final long first;
        private final long last;
        private final Throwable failure;

        Topic(long first, long last, Throwable failure) {
            super("none");
            this.first = first;
            this.last = last;
            this.failure = failure;
            updateEndOffsets(Map.of(PARTITION, END));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            long next = position(PARTITION);
            if (failure != null && next >= first && next <= last) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (KafkaException) failure;
            }
            addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, next, null, new byte[] {1}));
            return super.poll(timeout);
        }
    }
}

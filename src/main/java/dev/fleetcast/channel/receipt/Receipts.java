package dev.fleetcast.channel.receipt;

import dev.fleetcast.channel.archive.ChannelArchive;
import dev.fleetcast.channel.feed.Feed;
import dev.fleetcast.channel.feed.FeedRegistry;
import dev.fleetcast.channel.feed.FeedRequest;
import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.Rounds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Tracks events with outstanding receipts and redelivers them to devices that have not confirmed. Every replica serves
 * its own feeds, at the same times.
 */
@Startup
@ApplicationScoped
public class Receipts {

    private static final Logger LOG = Logger.getLogger(Receipts.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int MAX_CONFIRMATIONS = 250_000;

    private final ReceiptsTopic topic;
    private final LatestReceipts newest;
    private final ChannelArchive archive;
    private final ChannelLog log;
    private final FeedRegistry feeds;
    private final Knowledge knowledge;
    private final ChannelMetrics metrics;
    private final ReceiptMetrics receiptMetrics;
    private final int maxOpen;
    private final OpenReceipts open;
    private final Background timer = new Background("fleetcast-receipts");
    private final Rounds looks;

    Receipts(
            ReceiptsTopic topic,
            LatestReceipts newest,
            ChannelArchive archive,
            ChannelLog log,
            FeedRegistry feeds,
            Knowledge knowledge,
            ChannelConfig config,
            ChannelMetrics metrics,
            ReceiptMetrics receiptMetrics) {
        this.topic = topic;
        this.newest = newest;
        this.archive = archive;
        this.log = log;
        this.feeds = feeds;
        this.knowledge = knowledge;
        this.metrics = metrics;
        this.receiptMetrics = receiptMetrics;
        this.maxOpen = config.maxOpenReceipts();
        // Several replicas may accept the last event at the same time.
        this.open = new OpenReceipts(2 * maxOpen, MAX_CONFIRMATIONS);
        this.looks = timer.rounds(LOOK, () -> open.size() > 0, this::look);
        receiptMetrics.watch(open);
    }

    void stop(@Observes ShutdownEvent stopping) {
        timer.close();
    }

    /** Loads the events that were open when this replica started; before any record is read. Blocks. */
    public void load() {
        archive.awaitingReceipts().forEach(this::known);
    }

    /** True if the limit of events with outstanding receipts is reached. */
    public boolean isFull() {
        return open.size() >= maxOpen;
    }

    /** Adds an event that requires receipts; on the reader's thread. */
    public void published(ChannelEvent event) {
        if (knowledge.has(View.CHANNELS)) {
            open.published(event, monotonicMillis());
            looks.begin();
        } else {
            // Its receipts may be in the archive already, and are not read again.
            known(event);
        }
    }

    /** Only Kafka's clock tells its age. */
    private void known(ChannelEvent event) {
        open.known(event, monotonicMillis(), Math.max(0, System.currentTimeMillis() - event.at()));
        looks.begin();
    }

    /** Handles a record of the receipts topic; on the reader's thread. */
    public void heard(ConsumerRecord<byte[], byte[]> record) {
        topic.read(record).ifPresentOrElse(this::heard, metrics::unreadable);
    }

    private void heard(Receipt receipt) {
        newest.heard(receipt);
        if (receipt.position() >= log.end()) {
            open.confirmedEarly(receipt.position(), receipt.device());
        } else {
            open.confirmed(receipt.position(), receipt.device());
        }
    }

    private void look() {
        open.due(monotonicMillis()).forEach(this::sendAgain);
    }

    private void sendAgain(OpenReceipts.Attempt attempt) {
        ChannelEvent event = attempt.event();
        Set<Feed> unconfirmed = new HashSet<>();
        for (Feed feed : feeds.following(event.channel())) {
            String subject = feed.request().subject();
            if (FeedRequest.isDevice(subject) && !attempt.confirmed().contains(subject)) {
                unconfirmed.add(feed);
            }
        }
        if (!unconfirmed.isEmpty() && !attempt.isComplete()) {
            Set<String> archived = confirmedBy(event);
            unconfirmed.removeIf(feed -> archived.contains(feed.request().subject()));
        }
        unconfirmed.forEach(feed -> feed.again(event));
        receiptMetrics.sentAgain(unconfirmed.size());
    }

    /** If the archive does not respond, devices that have confirmed get the event again: better than no redelivery. */
    private Set<String> confirmedBy(ChannelEvent event) {
        try {
            return archive.confirmedBy(event);
        } catch (RuntimeException away) {
            LOG.debug("Cannot look up receipts", away);
            return Set.of();
        }
    }

    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}

package dev.fleetcast.channel;

import dev.fleetcast.problem.Problems;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The channels that have events, and whether there may be one more. Safe for use by any thread. Asks the database now and
 * then, and only for channels not known yet: pushes to the others do not wait for it.
 */
@Singleton
class KnownChannels {

    private static final Duration RECENT = Duration.ofSeconds(30);

    private final ChannelArchive archive;
    private final PublicChannels open;
    private final int maxChannels;
    private final int maxPublic;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> knownPublic = ConcurrentHashMap.newKeySet();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile long askedAt;
    private volatile boolean everAsked;

    KnownChannels(ChannelArchive archive, PublicChannels open, ChannelConfig config) {
        this.archive = archive;
        this.open = open;
        this.maxPublic = config.maxPublicChannels();
        this.maxChannels = config.maxChannels();
    }

    /**
     * Makes room for an event of the channel; blocks at most for one query. Fails with a 429 problem when that would be one
     * channel too many, and with a 503 when the database does not say.
     */
    void enter(ChannelName channel) {
        if (known.contains(channel.value())) {
            return;
        }
        if (!everAsked || System.nanoTime() - askedAt > RECENT.toNanos()) {
            ask();
        }
        if (!known.contains(channel.value())) {
            requireRoom(channel.value());
            add(channel.value());
        }
    }

    /** Those who need no login must not take all there are. */
    private void requireRoom(String channel) {
        if (known.size() >= maxChannels) {
            throw Problems.tooMany("There are as many channels as there may be", RECENT);
        }
        if (open.include(channel) && knownPublic.size() >= maxPublic) {
            throw Problems.tooMany("There are as many public channels as there may be", RECENT);
        }
    }

    private void add(String channel) {
        known.add(channel);
        if (open.include(channel)) {
            knownPublic.add(channel);
        }
    }

    /** One at a time: during an outage pushes must not queue up behind each other's wait for the database. */
    private void ask() {
        if (!asking.tryLock()) {
            if (!everAsked) {
                throw Problems.unavailable("The channels are not known yet");
            }
            return;
        }
        try {
            Set<String> archived = archive.channels();
            known.retainAll(archived);
            knownPublic.retainAll(archived);
            archived.forEach(this::add);
            askedAt = System.nanoTime();
            everAsked = true;
        } finally {
            asking.unlock();
        }
    }
}

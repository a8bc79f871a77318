package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelName;
import dev.fleetcast.channel.log.PublicChannels;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Caches the channels with events and limits their number. Queries the database now and then, and only for unknown
 * channels: pushes to known ones, also to those that other replicas have pushed to lately, never wait for it.
 */
@ThreadSafe
@Singleton
public class KnownChannels {

    private static final Duration RECENT = Duration.ofSeconds(30);

    private final ChannelArchive archive;
    private final ChannelLog log;
    private final PublicChannels open;
    private final int maxChannels;
    private final int maxPublic;
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final Set<String> knownPublic = ConcurrentHashMap.newKeySet();
    private final ReentrantLock asking = new ReentrantLock();
    private volatile long askedAt;
    private volatile boolean everAsked;

    KnownChannels(ChannelArchive archive, ChannelLog log, PublicChannels open, ChannelConfig config) {
        this.archive = archive;
        this.log = log;
        this.open = open;
        this.maxPublic = config.maxPublicChannels();
        this.maxChannels = config.maxChannels();
    }

    /**
     * Makes room for an event of the channel; blocks for at most one query. Fails with a 429 problem if the limit of
     * channels is reached, and with a 503 if the database does not respond.
     */
    public void enter(ChannelName channel) {
        if (known.contains(channel.value())
                || log.newest(channel.value(), Long.MAX_VALUE).isPresent()) {
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

    /** Anonymous publishers must not use up all channels. */
    private void requireRoom(String channel) {
        if (known.size() >= maxChannels) {
            throw Problems.tooMany(
                    "The maximum number of channels is reached. Push to an existing channel, or try again later.",
                    RECENT);
        }
        if (open.include(channel) && knownPublic.size() >= maxPublic) {
            throw Problems.tooMany(
                    "The maximum number of public channels is reached. Push to an existing channel, or try again later.",
                    RECENT);
        }
    }

    private void add(String channel) {
        known.add(channel);
        if (open.include(channel)) {
            knownPublic.add(channel);
        }
    }

    /** One query at a time: during an outage pushes must not queue up for the database. */
    private void ask() {
        if (!asking.tryLock()) {
            if (!everAsked) {
                throw Problems.unavailable("The channels are not known yet. Try again.");
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

package dev.fleetcast.channel;

import dev.fleetcast.problem.Problems;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The channels that have events, and whether there may be one more. Safe for use by any thread; blocks now and then. */
@Singleton
class KnownChannels {

    private static final Duration RECENT = Duration.ofSeconds(30);

    private final ChannelArchive archive;
    private final int maxChannels;
    private Set<String> known = Set.of();
    private long knownAt;
    private boolean ever;

    KnownChannels(ChannelArchive archive, ChannelConfig config) {
        this.archive = archive;
        this.maxChannels = config.maxChannels();
    }

    /** Makes room for an event of the channel; fails with a 429 problem when that would be one channel too many. */
    synchronized void enter(ChannelName channel) {
        if (known.contains(channel.value())) {
            return;
        }
        if (!ever || System.nanoTime() - knownAt > RECENT.toNanos()) {
            known = new HashSet<>(archive.channels());
            knownAt = System.nanoTime();
            ever = true;
        }
        if (!known.contains(channel.value()) && known.size() >= maxChannels) {
            throw Problems.tooMany("There are as many channels as there may be", RECENT);
        }
        known.add(channel.value());
    }
}

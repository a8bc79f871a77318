package dev.fleetcast.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * What a contestant is started with.
 *
 * @param bootstrapServers of the broker
 * @param topic the feed: its key is the unit's id as text, its value a JSON object
 * @param dataBytes length of the data of one event
 * @param directory for the contestant's files and logs
 * @param serverPrefix command words before a server's command, such as {@code taskset -c 0}
 * @param otherPrefix command words before a helper's command
 */
record Arena(
        String bootstrapServers,
        String topic,
        int dataBytes,
        Path directory,
        List<String> serverPrefix,
        List<String> otherPrefix) {}

package dev.fleetcast.benchmark;

import java.nio.file.Path;
import java.util.List;

/**
 * The environment of a contestant.
 *
 * @param bootstrapServers the address of Kafka
 * @param topic the feed; the key of a record is the number of its unit as text
 * @param dataBytes the length of the data of one event
 * @param directory for its files and logs
 * @param serverPrefix the words before the command of a server, such as {@code taskset -c 0}
 * @param otherPrefix the words before the command of its other processes
 * @param java the Java of servers
 */
record Arena(
        String bootstrapServers,
        String topic,
        int dataBytes,
        Path directory,
        List<String> serverPrefix,
        List<String> otherPrefix,
        ServerJava java) {}

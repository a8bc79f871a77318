package dev.fleetcast.history.stored;

import com.github.luben.zstd.Zstd;
import dev.fleetcast.threading.ThreadSafe;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dictionaries in the database. The first recorder that has read enough messages trains one. */
@ThreadSafe
public final class Dictionaries {

    private static final int SAMPLES = 2_000;

    private final MessageCodec codec;
    private final List<byte[]> samples = new ArrayList<>();

    public Dictionaries(MessageCodec codec) {
        this.codec = codec;
    }

    /** Learns from messages until there is a dictionary; stores it in this transaction. */
    public synchronized void learn(Connection connection, List<byte[]> messages) throws SQLException {
        if (codec.hasDictionary()) {
            return;
        }
        if (load(connection)) {
            samples.clear();
            return;
        }
        messages.stream().limit(SAMPLES - samples.size()).forEach(samples::add);
        if (samples.size() == SAMPLES) {
            Optional<byte[]> trained = MessageCodec.train(samples);
            samples.clear();
            if (trained.isPresent()) {
                store(connection, trained.get());
            }
        }
    }

    /** Makes the content readable; reads its dictionary if another recorder has stored it meanwhile. */
    public byte[] read(Connection connection, byte[] compressed) throws SQLException {
        long dictionary = MessageCodec.dictionaryOf(compressed);
        if (dictionary != 0 && !codec.knows(dictionary)) {
            load(connection);
        }
        return codec.read(compressed);
    }

    private boolean load(Connection connection) throws SQLException {
        boolean found = false;
        try (PreparedStatement query = connection.prepareStatement("select content from history_dictionary");
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                codec.use(rows.getBytes(1));
                found = true;
            }
        }
        return found;
    }

    /** It is used from the next batch on, when it is certain to be stored. */
    private static void store(Connection connection, byte[] dictionary) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into history_dictionary (id, content) values (?, ?) on conflict do nothing")) {
            insert.setLong(1, Zstd.getDictIdFromDict(dictionary));
            insert.setBytes(2, dictionary);
            insert.executeUpdate();
        }
    }
}

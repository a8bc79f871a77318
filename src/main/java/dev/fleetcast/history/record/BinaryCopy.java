package dev.fleetcast.history.record;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.postgresql.PGConnection;

/** Rows for {@code COPY … FROM STDIN (FORMAT binary)}: gathered, then sent at once. Not thread-safe. */
final class BinaryCopy {

    private static final byte[] SIGNATURE = "PGCOPY\n\u00FF\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
    /** PostgreSQL counts microseconds from the beginning of 2000. */
    private static final long EPOCH_MILLIS =
            Instant.parse("2000-01-01T00:00:00Z").toEpochMilli();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);
    private long rows;

    BinaryCopy() throws IOException {
        out.write(SIGNATURE);
        // No flags, no extension of the header.
        out.writeLong(0);
    }

    /** The bytes that were gathered. */
    int size() {
        return bytes.size();
    }

    BinaryCopy row(int columns) throws IOException {
        out.writeShort(columns);
        rows++;
        return this;
    }

    BinaryCopy time(Instant at) throws IOException {
        return number((at.toEpochMilli() - EPOCH_MILLIS) * 1_000);
    }

    BinaryCopy number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
        return this;
    }

    BinaryCopy integer(int value) throws IOException {
        out.writeInt(Integer.BYTES);
        out.writeInt(value);
        return this;
    }

    BinaryCopy bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
        return this;
    }

    /** @param target a table and its columns */
    void send(Connection connection, String target) throws SQLException, IOException {
        if (rows == 0) {
            return;
        }
        out.writeShort(-1);
        connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(
                        "copy " + target + " from stdin (format binary)",
                        new ByteArrayInputStream(bytes.toByteArray()));
    }
}

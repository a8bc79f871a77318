package dev.fleetcast.history.read;

import dev.fleetcast.history.day.DaySummaries;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.record.HistoryDatabase;
import dev.fleetcast.history.record.SheetRows;
import dev.fleetcast.history.trip.Sheet;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the sheets of many units, one unit after the other. Blocks. */
@ThreadSafe
@Singleton
public final class FleetSheets {

    private static final int FETCH = 500;
    private static final String QUERY =
            SheetRows.SELECT + " where s.unit_id = any(?) and s.day between ? and ? order by s.unit_id, s.day";

    private final HistoryDatabase database;

    public FleetSheets(HistoryDatabase database) {
        this.database = database;
    }

    /** Receives the sheets of one unit. */
    @FunctionalInterface
    public interface Receiver {

        void take(long unit, List<Sheet> sheets);
    }

    /** Reads the sheets that may have data of the span; units without any are left out. */
    public void read(Collection<Long> units, Span span, Receiver receiver) {
        LocalDate[] days = DaySummaries.sheetsOf(span);
        database.run(connection -> {
            read(connection, units, days, receiver);
            return null;
        });
    }

    private static void read(Connection connection, Collection<Long> units, LocalDate[] days, Receiver receiver)
            throws SQLException, IOException {
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setFetchSize(FETCH);
            query.setArray(1, connection.createArrayOf("bigint", units.toArray()));
            query.setObject(2, days[0]);
            query.setObject(3, days[1]);
            try (ResultSet rows = query.executeQuery()) {
                long unit = 0;
                List<Sheet> sheets = new ArrayList<>();
                while (rows.next()) {
                    if (rows.getLong(1) != unit && !sheets.isEmpty()) {
                        receiver.take(unit, sheets);
                        sheets = new ArrayList<>();
                    }
                    unit = rows.getLong(1);
                    sheets.add(SheetRows.read(rows));
                }
                if (!sheets.isEmpty()) {
                    receiver.take(unit, sheets);
                }
            }
        }
    }
}

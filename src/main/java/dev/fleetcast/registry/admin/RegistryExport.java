package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fleetcast.registry.AdminScope;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes the entries of a kind as CSV that can be imported again, without passwords. A byte order mark tells
 * spreadsheets that it is UTF-8.
 */
@ThreadSafe
@ApplicationScoped
public class RegistryExport {

    private static final int PAGE = 500;
    private static final String MARK = "\uFEFF";
    private static final ObjectWriter ROW = new CsvMapper()
            .writerFor(String[].class)
            .with(CsvSchema.emptySchema().withLineSeparator("\r\n"));

    private final ScopedEntries scoped;
    private final AdminScope.Source scopes;
    private final Forms forms;

    RegistryExport(ScopedEntries scoped, AdminScope.Source scopes, Forms forms) {
        this.scoped = scoped;
        this.scopes = scopes;
        this.forms = forms;
    }

    /** The header of an import, with every column. */
    String template(RegistryEditor<?, ?> kind) {
        return MARK + row(CsvColumn.of(kind.formType(), kind.importColumns()).keySet().stream());
    }

    /**
     * Writes the entries that the caller administers, by id, as the stream takes them; blocks.
     *
     * @param client only its entries
     */
    <E, F extends RegistryForm> StreamingOutput of(RegistryEditor<E, F> kind, Optional<Long> client) {
        // The entries are written after the request's context has ended.
        ScopedEntries.Part part = new ScopedEntries.Part(scopes.ofCaller(), client);
        return out -> write(part, kind, out);
    }

    private <E, F extends RegistryForm> void write(ScopedEntries.Part part, RegistryEditor<E, F> kind, OutputStream out)
            throws IOException {
        Set<String> columns = CsvColumn.of(kind.formType(), Set.of()).keySet();
        out.write((MARK + row(columns.stream())).getBytes(StandardCharsets.UTF_8));
        List<F> page = page(part, kind, Long.MIN_VALUE);
        while (!page.isEmpty()) {
            StringBuilder rows = new StringBuilder();
            for (F form : page) {
                ObjectNode fields = forms.tree(form);
                rows.append(row(columns.stream().map(column -> CsvColumn.write(fields.path(column)))));
            }
            out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
            page = page(part, kind, page.get(page.size() - 1).id());
        }
    }

    private <E, F extends RegistryForm> List<F> page(ScopedEntries.Part part, RegistryEditor<E, F> kind, long after) {
        return QuarkusTransaction.requiringNew()
                .call(() -> kind.forms(
                        scoped.query(part, kind, "select e", "e.id > :after", " order by e.id", kind.entityType())
                                .setParameter("after", after)
                                .setMaxResults(PAGE)
                                .getResultList()));
    }

    private static String row(Stream<String> cells) {
        try {
            return ROW.writeValueAsString(cells.toArray(String[]::new));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}

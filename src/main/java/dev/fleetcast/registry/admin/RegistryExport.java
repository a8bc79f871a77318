package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    private final EntityManager entities;
    private final Forms forms;

    RegistryExport(EntityManager entities, Forms forms) {
        this.entities = entities;
        this.forms = forms;
    }

    /** The header of an import, with every column. */
    String template(RegistryEditor<?, ?> kind) {
        return MARK + row(CsvColumn.of(kind.formType(), kind.importColumns()).keySet().stream());
    }

    /** Writes all entries, by id, as the stream takes them; blocks. */
    <E, F extends RegistryForm> void write(RegistryEditor<E, F> kind, OutputStream out) throws IOException {
        Set<String> columns = CsvColumn.of(kind.formType(), Set.of()).keySet();
        out.write((MARK + row(columns.stream())).getBytes(StandardCharsets.UTF_8));
        List<F> page = page(kind, Long.MIN_VALUE);
        while (!page.isEmpty()) {
            StringBuilder rows = new StringBuilder();
            for (F form : page) {
                ObjectNode fields = forms.tree(form);
                rows.append(row(columns.stream().map(column -> CsvColumn.write(fields.path(column)))));
            }
            out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
            page = page(kind, page.get(page.size() - 1).id());
        }
    }

    private <E, F extends RegistryForm> List<F> page(RegistryEditor<E, F> kind, long after) {
        return QuarkusTransaction.requiringNew()
                .call(() -> kind.forms(entities.createQuery(
                                "select e from " + kind.entityType().getSimpleName()
                                        + " e where e.id > :after order by e.id",
                                kind.entityType())
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

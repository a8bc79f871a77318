package dev.fleetcast.history.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.query.Fields;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Document;

class HistoryFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-02-16T12:00:00Z");
    private static final Subject UNIT = new Subject(7, "=1+1", ZoneId.of("Africa/Johannesburg"));

    @Test
    void jsonIsTheMessagesOrSomeFieldsOfThem() throws Exception {
        List<PastMessage> messages = List.of(at(0, 1, 30.1, -97.5), at(1, 1, 30.2, -97.6));

        assertThat(JSON.readTree(written(HistoryFormat.JSON, UNIT, messages, null)))
                .isEqualTo(JSON.readTree("{\"data\":[" + messages.get(0).content() + ","
                        + messages.get(1).content() + "]}"));
        assertThat(written(HistoryFormat.JSON, UNIT, messages, "gps.latitude"))
                .isEqualTo("{\"data\":[{\"gps\":{\"latitude\":30.1}},{\"gps\":{\"latitude\":30.2}}]}");
    }

    @Test
    void csvHasTimesUnitAndFieldsAndNoFormulas() throws Exception {
        PastMessage message = at(0, 1, 30.1, -97.5);
        message.content().put("inputs", "-1").put("source", "a,\"b\"\n").put("gateway", "@SUM(A1)");

        assertThat(written(HistoryFormat.CSV, UNIT, List.of(message), "gps.longitude,inputs,source,gateway,events,no"))
                .isEqualTo("time_utc,local_time,unit_id,unit_name,gps.longitude,inputs,source,gateway,events,no\r\n"
                        + "2026-02-16T12:00:00Z,2026-02-16T14:00:00+02:00,7,'=1+1,-97.5,'-1,"
                        + "\"a,\"\"b\"\"\n\",'@SUM(A1),\"[[\"\"PANIC\"\"]]\",\r\n");
    }

    @Test
    void messagesOfAnEarlierUnitOfTheVehicleHaveItsNumberAndName() throws Exception {
        PastMessage earlier = at(5, 0, 1, 30.1, -97.5);
        earlier.content().putObject("device").put("id", 5).put("name", "-5");
        List<PastMessage> messages = List.of(earlier, at(1, 2, 30.2, -97.5));

        assertThat(written(HistoryFormat.CSV, UNIT, messages, "message_type").lines())
                .element(1)
                .isEqualTo("2026-02-16T12:00:00Z,2026-02-16T14:00:00+02:00,5,'-5,gps");
        JsonNode features = JSON.readTree(written(HistoryFormat.GEOJSON, UNIT, messages, null))
                .path("features");
        assertThat(features.findValuesAsText("unit_id")).containsExactly("5", "7");
        assertThat(features.findValuesAsText("unit_name")).containsExactly("-5", "=1+1");
    }

    @Test
    void csvHasTheUsualFieldsOtherwise() throws Exception {
        assertThat(written(HistoryFormat.CSV, UNIT, List.of(at(0, 1, 30.1, -97.5)), null))
                .startsWith("time_utc,local_time,unit_id,unit_name,message_type,valid,gps.latitude,")
                .contains(",'=1+1,gps,true,30.1,-97.5,149.5,");
    }

    @Test
    void gpxFitsItsSchemaWithASegmentPerStretch() throws Exception {
        Subject hostile = new Subject(7, "<a> & \"b\" \u0001 \uD83D\uDE00", ZoneId.of("UTC"));
        PastMessage invalid = at(3, 2, 0, 0);
        invalid.content().put("valid", false);
        PastMessage high = at(4, 3, -90, 180);
        high.content().withObject("/gps").put("altitude", 1e-7);
        PastMessage flat = at(5, 3, 90, -180);
        flat.content().withObject("/gps").putNull("altitude");

        String gpx = written(
                HistoryFormat.GPX,
                hostile,
                List.of(at(0, 1, 30.1, -97.5), at(1, 1, 30.2, -97.6), at(2, 2, 30.3, 1e-5), invalid, high, flat),
                null);

        validate(gpx);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(gpx.getBytes(StandardCharsets.UTF_8)));
        String gpxNamespace = "http://www.topografix.com/GPX/1/1";
        assertThat(document.getElementsByTagNameNS(gpxNamespace, "trkseg").getLength())
                .isEqualTo(3);
        assertThat(document.getElementsByTagNameNS(gpxNamespace, "trkpt").getLength())
                .isEqualTo(5);
        assertThat(document.getElementsByTagNameNS(gpxNamespace, "name").item(0).getTextContent())
                .isEqualTo("<a> & \"b\" \uFFFD \uD83D\uDE00");
        assertThat(gpx).contains("<ele>149.5</ele><time>2026-02-16T12:00:00Z</time>");
    }

    @Test
    void geoJsonHasALinePerStretchWithTimes() throws Exception {
        JsonNode collection = JSON.readTree(written(
                HistoryFormat.GEOJSON,
                UNIT,
                List.of(at(0, 1, 30.1, -97.5), at(1, 1, 30.2, -97.6), at(9, 2, 30.3, -97.7)),
                null));

        assertThat(collection.path("type").asText()).isEqualTo("FeatureCollection");
        assertThat(collection.path("features"))
                .hasToString(
                        "[{\"type\":\"Feature\",\"properties\":{\"unit_id\":7,\"unit_name\":\"=1+1\",\"coordTimes\":"
                                + "[\"2026-02-16T12:00:00Z\",\"2026-02-16T12:01:00Z\"]},\"geometry\":{\"type\":\"LineString\","
                                + "\"coordinates\":[[-97.5,30.1,149.5],[-97.6,30.2,149.5]]}},"
                                + "{\"type\":\"Feature\",\"properties\":{\"unit_id\":7,\"unit_name\":\"=1+1\",\"coordTimes\":"
                                + "[\"2026-02-16T12:09:00Z\"]},\"geometry\":{\"type\":\"Point\","
                                + "\"coordinates\":[-97.7,30.3,149.5]}}]");
    }

    @Test
    void geoJsonLinesEndAtTheDateLineAndGoOnThere() throws Exception {
        JsonNode features = JSON.readTree(written(
                        HistoryFormat.GEOJSON,
                        UNIT,
                        List.of(at(0, 1, 10, 179), at(2, 1, 12, -179), at(3, 1, 12, -179.5), at(4, 1, 12, 179.5)),
                        null))
                .path("features");

        assertThat(features).hasSize(3);
        assertThat(features.path(0).path("geometry").path("coordinates"))
                .hasToString("[[179.0,10.0,149.5],[180.0,11.0,149.5]]");
        assertThat(features.path(0)
                        .path("properties")
                        .path("coordTimes")
                        .path(1)
                        .asText())
                .isEqualTo("2026-02-16T12:01:00Z");
        assertThat(features.path(1).path("geometry").path("coordinates"))
                .hasToString("[[-180.0,11.0,149.5],[-179.0,12.0,149.5],[-179.5,12.0,149.5],[-180.0,12.0,149.5]]");
        assertThat(features.path(2).path("geometry").path("coordinates"))
                .hasToString("[[180.0,12.0,149.5],[179.5,12.0,149.5]]");
    }

    @Test
    void geoJsonSequenceHasARecordPerFeature() throws Exception {
        String sequence =
                written(HistoryFormat.GEOJSON_SEQ, UNIT, List.of(at(0, 1, 30.1, -97.5), at(9, 2, 30.3, -97.7)), null);

        String[] records = sequence.split("\u001E");
        assertThat(records).hasSize(3);
        assertThat(records[0]).isEmpty();
        assertThat(records[1]).endsWith("}\n");
        assertThat(JSON.readTree(records[2]).path("type").asText()).isEqualTo("Feature");
    }

    @Test
    void veryLongLinesAreWrittenInPieces() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageWriter writer = HistoryFormat.GEOJSON_SEQ.writer(out, UNIT, Optional.empty());
        for (int i = 0; i < 25_000; i++) {
            writer.write(at(i, 1, i / 1_000.0, 0));
        }
        writer.end();

        String[] records = out.toString(StandardCharsets.UTF_8).split("\u001E");
        assertThat(records).hasSize(4);
        JsonNode first = JSON.readTree(records[1]).path("geometry").path("coordinates");
        JsonNode second = JSON.readTree(records[2]).path("geometry").path("coordinates");
        assertThat(first).hasSize(10_000);
        assertThat(second.path(0)).isEqualTo(first.path(9_999));
    }

    @ParameterizedTest
    @EnumSource
    void documentWithoutMessagesIsComplete(HistoryFormat format) throws Exception {
        String document = written(format, UNIT, List.of(), null);

        switch (format) {
            case JSON -> assertThat(document).isEqualTo("{\"data\":[]}");
            case CSV -> assertThat(document).endsWith("outputs\r\n");
            case GEOJSON -> assertThat(JSON.readTree(document).path("features")).isEmpty();
            case GEOJSON_SEQ -> assertThat(document).isEmpty();
            case GPX -> validate(document);
        }
        assertThat(HistoryFormat.of(format.extension())).contains(format);
    }

    private static void validate(String gpx) throws Exception {
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(HistoryFormatTest.class.getResource("/gpx-1.1-tracks.xsd"))
                .newValidator()
                .validate(new StreamSource(new ByteArrayInputStream(gpx.getBytes(StandardCharsets.UTF_8))));
    }

    private static PastMessage at(int minute, long stretch, double latitude, double longitude) {
        return at(7, minute, stretch, latitude, longitude);
    }

    private static PastMessage at(long unit, int minute, long stretch, double latitude, double longitude) {
        ObjectNode content = JSON.createObjectNode().put("message_type", "gps").put("valid", true);
        content.putObject("gps")
                .put("latitude", latitude)
                .put("longitude", longitude)
                .put("altitude", 149.5);
        content.putArray("events").addArray().add("PANIC");
        return new PastMessage(NOON.plusSeconds(minute * 60L), unit, stretch, content);
    }

    private static String written(HistoryFormat format, Subject subject, List<PastMessage> messages, String fields)
            throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        MessageWriter writer =
                format.writer(out, subject, fields == null ? Optional.empty() : Optional.of(Fields.parse(fields)));
        for (PastMessage message : messages) {
            write(writer, message);
        }
        writer.end();
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void write(MessageWriter writer, PastMessage message) throws IOException {
        writer.write(message);
    }
}

package io.curfew.collector.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;

/** The view as it lies in OpenSearch, asked past the collector. */
final class StoredView implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    StoredView(String url) {
        this.url = url;
    }

    /** Every document but the view's identity, by its place and id. */
    Map<String, JsonNode> documents() throws IOException, InterruptedException {
        Map<String, JsonNode> documents = new TreeMap<>();
        send("POST", "/_refresh", "");
        for (JsonNode hit : send("POST", "/curfew-*/_search?size=10000", "{}").at("/hits/hits")) {
            String index = hit.get("_index").asText().replaceAll("^\\.ds-|-\\d+$", "");
            if (!index.equals("curfew-view")) {
                documents.put(index + " " + hit.get("_id").asText(), hit.get("_source"));
            }
        }
        return documents;
    }

    /** How many flows, questions and other traffic there are. */
    long countTraffic() throws IOException, InterruptedException {
        send("POST", "/_refresh", "");
        return send("GET", "/curfew-flows,curfew-dns,curfew-segment,curfew-status/_count", "")
                .get("count")
                .asLong();
    }

    /** Bytes that traffic takes on disk. */
    long bytesOfTraffic() throws IOException, InterruptedException {
        return send("GET", "/curfew-flows,curfew-dns,curfew-segment,curfew-status/_stats/store", "")
                .at("/_all/primaries/store/size_in_bytes")
                .asLong();
    }

    /** Deletes all of it. */
    void delete() throws IOException, InterruptedException {
        send("DELETE", "/_data_stream/curfew-*", "");
        send("DELETE", "/curfew-*", "");
        send("DELETE", "/_index_template/curfew-*", "");
    }

    JsonNode send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        http.close();
    }
}

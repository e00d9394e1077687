package org.end4rec.models.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.end4rec.models.data.EventLogReaderTest.rows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Formats by name, found by the first lines or asked for; JSON lines; columns by their names. */
class NamedFormatsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "taobao ! 1,2268318,2520377,pv,1511544070 ! 1 2268318 click 1511544070",
                "ijcai15 ! user_id,item_id,cat_id,seller_id,brand_id,time_stamp,action_type~3,4,5,6,7,829,2"
                        + " ! 3 4 buy 829",
                "ijcai15 ! user_id,item_id,cat_id,merchant_id,brand_id,month,day,action~3,4,5,6,7,08,29,3"
                        + " ! 3 4 fav 829",
                "jdata ! user_id,sku_id,time,model_id,type,cate,brand~266.0,138,2016-01-31 23:59:02,,4,8,403"
                        + " ! 266 138 order 1454284742",
                "retailrocket ! timestamp,visitorid,event,itemid,transactionid~1433221332117,257597,view,355908,"
                        + " ! 257597 355908 view 1433221332117",
                "rees46 ! event_time,event_type,product_id,category_id,price,user_id,user_session~"
                        + "2019-10-01 00:00:00 UTC,view,44600062,2103,35.79,541312140,72d7 "
                        + "! 541312140 44600062 view 1569888000",
                "recbole ! user_id:token`item_id:token`behavior:token`timestamp:float~u`i`buy`7 ! u i buy 7",
                "recbole ! user_id:token`item_id:token`rating:float~u`i`4 ! u i event 0",
                "gorse ! feedback_type,user_id,item_id,value,time_stamp~read,u,i,1,2020-01-01 ! u i read 1577836800",
                "gorse ! {'FeedbackType':'read','UserId':'u','ItemId':'i','Timestamp':'2020-01-01T00:00:00Z'}"
                        + " ! u i read 1577836800",
                "movielens ! userId,movieId,rating,timestamp~1,5,4.0,1569889332 ! 1 5 like 1569889332",
                "movielens ! 1::1193::3::978300760 ! 1 1193 neutral 978300760",
                "movielens ! 1::1193::2::978300760 ! 1 1193 dislike 978300760"
            })
    void aFormatIsFoundAndSaid(String name, String text, String row) throws IOException {
        String file = text.replace('~', '\n').replace('`', '\t').replace('\'', '"') + "\n";
        EventLog log = read(file);
        assertThat(rows(log)).containsExactly(row);
        assertThat(log.notes()).first().asString().startsWith("read as " + name + ", the format of ");
        EventLog asked = new EventLogReader().format(name).read(stream(file), "log");
        assertThat(rows(asked)).containsExactly(row);
        assertThat(asked.notes()).noneMatch(note -> note.startsWith("read as"));
    }

    @Test
    void aLineOfOttoIsASession() throws IOException {
        EventLog log = read("{\"session\":7,\"events\":[{\"aid\":11,\"ts\":5,\"type\":\"clicks\"},"
                + "{\"aid\":12,\"ts\":6,\"type\":\"carts\"}]}\n"
                + "{\"session\":8,\"events\":[]}\n\n"
                + "{\"session\":9,\"events\":[{\"aid\":11,\"ts\":7,\"type\":\"orders\"}]}");
        assertThat(rows(log)).containsExactly("7 11 clicks 5", "7 12 carts 6", "9 11 orders 7");
        assertThat(log.notes()).contains("read as otto, the format of OTTO");
    }

    /** The ratings of half a star are those of whole ones above or below. */
    @Test
    void severalBehaviorsOfAFileCanHaveOneName() throws IOException {
        EventLog log = read("userId,movieId,rating,timestamp\n1,5,4.0,1\n1,6,4.5,2\n1,7,0.5,3\n");
        assertThat(rows(log)).containsExactly("1 5 like 1", "1 6 like 2", "1 7 dislike 3");
        assertThat(log.behaviors().ids()).containsExactly("like", "dislike");
    }

    @Test
    void aFormatRefusesWhatItDoesNotKnow() {
        refused(
                new EventLogReader().format("jdata"),
                "user_id,item_id\n1,2\n",
                "log: is not in the format jdata, whose columns are"
                        + " user=user_id,item=sku_id,behavior=type,timestamp=time; found 'user_id,item_id'");
        refused(
                new EventLogReader(),
                "1,2,3,pv,5\n1,2,3,share,6\n",
                "log, line 2: the behavior 'share' is unknown in this format; correct the row, or leave such rows out"
                        + " with --skip-bad-rows");
        refused(
                new EventLogReader().format("csv"),
                "{\"user\":1}\n",
                "log: the first line '{\"user\":1}' is a JSON object, so the file is not in the format csv");
        refused(
                new EventLogReader().format("jsonl"),
                "user,item\n",
                "log: the first line 'user,item' is no JSON object, so the file is not in the format jsonl");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EventLogReader().format("netflix"))
                .withMessageStartingWith("EventLogReader: the format is 'netflix'; the formats are taobao, ijcai15,");
        assertThat(EventLogReader.formats()).contains("otto", "csv", "jsonl").doesNotHaveDuplicates();
    }

    @Test
    void columnsThatAreGivenAreNoGuess() throws IOException {
        EventLog log =
                new EventLogReader().columns("user,item,-,behavior,timestamp").read(stream("1,2,3,pv,5\n"), "log");
        assertThat(rows(log)).containsExactly("1 2 pv 5");
        assertThat(log.notes()).isEmpty();
        EventLog both = new EventLogReader()
                .format("taobao")
                .columns("user,-,item,behavior,timestamp")
                .read(stream("1,2,3,pv,5\n"), "log");
        assertThat(rows(both)).containsExactly("1 3 click 5");
    }

    // columns by name

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wer,Was,Wie,Wann\nu,i,click,5\n",
                "Wie;Wann;Was;Wer\nclick;5;i;u\n",
                "{\"Wer\":\"u\",\"Was\":\"i\",\"Wie\":\"click\",\"Wann\":5}\n"
            })
    void aMappingHasTheNamesOfTheFile(String text) throws IOException {
        EventLogReader reader = new EventLogReader().columns("user=Wer, item=Was, behavior=Wie, timestamp=Wann");
        assertThat(rows(reader.read(stream(text), "log"))).containsExactly("u i click 5");
    }

    @Test
    void aMappingLeavesUsualNamesOut() throws IOException {
        EventLogReader reader = new EventLogReader().columns("item=thing");
        assertThat(rows(reader.read(stream("user_id,thing,event,ts\nu,i,click,5\n"), "log")))
                .containsExactly("u i click 5");
        EventLog poor = reader.read(stream("user_id,thing\nu,i\nu,j\n"), "log");
        assertThat(rows(poor)).containsExactly("u i event 0", "u j event 1");
        assertThat(poor.notes())
                .containsExactly(
                        "no column is the behavior, so every event has the behavior event",
                        "no column is the time, so the order of the rows is the order of the events");
    }

    @Test
    void aTimeCanBeInTwoColumns() throws IOException {
        EventLogReader reader = new EventLogReader().columns("user=u,item=i,behavior=b,timestamp=day+hour");
        assertThat(rows(reader.read(stream("u,i,b,hour,day\nx,y,z,00:00:07,1970-01-02\n"), "log")))
                .containsExactly("x y z 86407");
        assertThat(rows(reader.read(stream("u,i,b,hour,day\nx,y,z,07,12\n"), "log")))
                .containsExactly("x y z 1207");
    }

    @Test
    void nestedValuesHavePaths() throws IOException {
        String text = "{\"who\":{\"id\":\"u\"},\"do\":\"click\",\"at\":5,\"things\":[{\"sku\":\"a\"},{\"sku\":\"b\"}],"
                + "\"other\":[[1,{}],2],\"label\":null}\n";
        EventLog log = new EventLogReader()
                .columns("user=who.id,item=things[].sku,behavior=do,timestamp=at")
                .read(stream(text), "log");
        assertThat(rows(log)).containsExactly("u a click 5", "u b click 5");
        EventLog plain = new EventLogReader()
                .columns("user=who.id,item=things[],behavior=do,timestamp=at")
                .read(stream("{\"who\":{\"id\":\"u\"},\"do\":\"click\",\"at\":5,\"things\":[7,8]}"), "log");
        assertThat(rows(plain)).containsExactly("u 7 click 5", "u 8 click 5");
    }

    @Test
    void aMappingThatDoesNotFitIsAnError() {
        refused(
                new EventLogReader().columns("user=visitr"),
                "visitor,item_id\nu,i\n",
                "log: there is no column 'visitr' for the user; the columns are visitor, item_id");
        refused(
                new EventLogReader().columns("item=x"),
                "a,x\n1,2\n",
                "log: no column is known to be the user among a, x; add user=NAME to --columns item=x");
        refused(
                new EventLogReader().columns("user=a[].u,item=b[].i"),
                "{\"a\":[{\"u\":1}],\"b\":[{\"i\":2}]}\n",
                "log: the columns are in the arrays a, b; an event must be one element of one array");
        refused(
                new EventLogReader().columns("user=u,item=a[].b[].i"),
                "{\"u\":1,\"a\":[{\"b\":[{\"i\":2}]}]}\n",
                "log: 'a[].b[].i' is inside two arrays; at most one can be read");
        refused(
                new EventLogReader().columns("user,item"),
                "{\"user\":1,\"item\":2}\n",
                "log: its columns have names and no places, so 'user,item' says nothing; write --columns"
                        + " user=NAME,item=NAME,behavior=NAME,timestamp=NAME with the names of the file's columns"
                        + " (product.id is a member of a JSON object, day+hour a time in two columns)");
        for (String bad : List.of("user=a,price=b", "user=", "user=a,user=b", "user=a+b", "user=a,item", "=a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EventLogReader().columns(bad))
                    .withMessageContaining("write --columns user=NAME");
        }
    }

    // JSON lines

    @Test
    void aBadLineOfJsonIsNamed() throws IOException {
        String good = "{\"user\":\"u\",\"item\":\"i\",\"behavior\":\"click\",\"time\":5}\n";
        refused(
                new EventLogReader(),
                good + "{\"user\":\"u\",\n",
                "log, line 2: is no JSON object: Unexpected end-of-input within/between Object entries, at character"
                        + " 13; correct the row, or leave such rows out with --skip-bad-rows");
        refused(
                new EventLogReader(),
                good + "{\"user\":\"u\"}\n",
                "log, line 2: the item ('item') is empty; correct the row, or leave such rows out with"
                        + " --skip-bad-rows");
        refused(
                new EventLogReader(),
                "[" + good + "]",
                "log: the file is one JSON array; write one object a line, as jq -c '.[]' FILE does, and give - as the"
                        + " file to read its output");
        EventLog log = new EventLogReader()
                .skipBadRows(true)
                .read(stream(good + "7\n" + good + "{}{}\n" + good + "{\"user\":1}"), "log");
        assertThat(rows(log)).hasSize(3);
        assertThat(log.skipped().kinds())
                .containsExactly(
                        new SkippedRows.Kind("form", 2, "log, line 2: is no JSON object", 2, 4),
                        new SkippedRows.Kind("item", 1, "log, line 6: the item ('item') is empty", 6, 6));
    }

    @Test
    void aLineOfJsonHasABound() {
        String start = "{\"user\":\"u\",\"item\":\"i\",\"behavior\":\"click\",\"time\":5}\n{\"user\":\"";
        refused(
                new EventLogReader(),
                start + "u".repeat((1 << 24) + 10) + "\"}\n",
                "log: line 2 has more than 16777216 characters; write one JSON object a line");
    }

    // times

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dd/MM/yyyy HH:mm | 31/01/2016 23:59 | 1454284740",
                "M/d/yyyy h:mm a | 1/31/2016 11:59 PM | 1454284740",
                "dd MMM yyyy | 31 Jan 2016 | 1454198400",
                "yyyyMMdd'T'HHmmssXX | 20160131T235902+0100 | 1454281142",
                "yyyy-MM-dd HH:mm:ss.SSS | 2016-01-31 23:59:02.250 | 145428474225"
            })
    void timesHaveTheFormatThatIsGiven(String format, String written, String time) throws IOException {
        EventLog log = new EventLogReader()
                .timeFormat(format)
                .read(stream("user\titem\tbehavior\ttime\nu\ti\tclick\t" + written + "\n"), "log");
        assertThat(rows(log)).containsExactly("u i click " + time);
    }

    @Test
    void aTimeOfAnotherFormatIsABadRow() {
        refused(
                new EventLogReader().timeFormat("dd/MM/yyyy"),
                "user,item,behavior,time\nu,i,click,2016-01-31\n",
                "log, line 2: the timestamp is '2016-01-31'; expected a time of the format dd/MM/yyyy; correct the row,"
                        + " or leave such rows out with --skip-bad-rows");
        for (String bad : List.of("HH:mm", "nonsense", "")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new EventLogReader().timeFormat(bad))
                    .withMessageStartingWith("EventLogReader: the time format is '" + bad + "'");
        }
    }

    private static EventLog read(String text) throws IOException {
        return new EventLogReader().read(stream(text), "log");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(EventLogReader reader, String text, String message) {
        assertThatThrownBy(() -> reader.read(stream(text), "log"))
                .isInstanceOf(EventLogException.class)
                .hasMessage(message);
    }
}

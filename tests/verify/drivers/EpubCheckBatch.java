// EPUBCheck over many books in one JVM.
// usage: EpubCheckBatch FILE...   one JSON object a line: {"file", "faults": [{"id", "text"}]} or {"file", "error"}

import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.api.MasterReport;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.FeatureEnum;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

public class EpubCheckBatch {
    /** Keeps fatal errors, errors and warnings. */
    private static class Faults extends MasterReport {
        final List<String> faults = new ArrayList<>();

        Faults(String file) {
            setEpubFileName(file);
        }

        @Override
        public void message(Message message, EPUBLocation at, Object... args) {
            Severity severity = message.getSeverity();
            if (severity != Severity.FATAL && severity != Severity.ERROR && severity != Severity.WARNING) return;
            String where = at == null ? "" : " at " + at.getPath() + ":" + at.getLine() + ":" + at.getColumn();
            faults.add("{\"id\":" + quoted(message.getID().toString()) + ",\"text\":"
                    + quoted(severity + ": " + message.getMessage(args) + where) + "}");
        }

        @Override
        public void info(String resource, FeatureEnum feature, String value) {}

        @Override
        public int generate() {
            return 0;
        }

        @Override
        public void initialize() {}
    }

    public static void main(String[] args) throws Exception {
        Locale.setDefault(Locale.ENGLISH);
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        for (String file : args) {
            out.println("{\"file\":" + quoted(file) + "," + verdict(file) + "}");
        }
    }

    private static String verdict(String file) {
        Faults report = new Faults(file);
        try {
            int status = new EpubCheck(new File(file), report).doValidate();
            if (status != 0 && report.faults.isEmpty()) return "\"error\":\"failed without saying why\"";
            return "\"faults\":[" + String.join(",", report.faults) + "]";
        } catch (Throwable problem) {
            return "\"error\":" + quoted(problem.toString());
        }
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') out.append('\\').append(c);
            else if (c < ' ') out.append(String.format("\\u%04x", (int) c));
            else out.append(c);
        }
        return out.append('"').toString();
    }
}

// The veraPDF validation engine over many files in one JVM.
// usage: VeraPdf FLAVOUR FILE...   one JSON object a line: {"file", "faults": [{"id", "text"}]} or {"file", "error"}

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.LogManager;
import java.util.stream.Collectors;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class VeraPdf {
    public static void main(String[] args) throws Exception {
        LogManager.getLogManager().reset();
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(args[0]);
        VeraGreenfieldFoundryProvider.initialise();
        for (int i = 1; i < args.length; i++) {
            out.println("{\"file\":" + quoted(args[i]) + "," + verdict(args[i], flavour) + "}");
        }
    }

    private static String verdict(String file, PDFAFlavour flavour) {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, 100, false, true, false)) {
            ValidationResult result = validator.validate(parser);
            if (result.getTotalAssertions() == 0) return "\"error\":\"no rule was applied\"";
            Map<String, String> faults = new TreeMap<>();
            for (TestAssertion assertion : result.getTestAssertions()) {
                if (assertion.getStatus() != TestAssertion.Status.FAILED) continue;
                String id = assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber();
                faults.putIfAbsent(id, assertion.getErrorMessage() + " at " + assertion.getLocation().getContext());
            }
            if (faults.isEmpty() != result.isCompliant()) return "\"error\":\"verdict and faults disagree\"";
            return faults.entrySet().stream()
                    .map(f -> "{\"id\":" + quoted(f.getKey()) + ",\"text\":" + quoted(f.getValue()) + "}")
                    .collect(Collectors.joining(",", "\"faults\":[", "]"));
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

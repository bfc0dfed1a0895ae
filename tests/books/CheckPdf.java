// SPDX-License-Identifier: MIT
//
// CheckPdf BOOK.pdf...: what veraPDF finds against PDF/UA-1 and PDF/A-2a, as
// TAP. All books go through one Java machine.

import java.io.File;
import java.util.TreeSet;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

public class CheckPdf {
  private static void check(String book, PDFAFlavour flavour) {
    TreeSet<String> findings = new TreeSet<>();
    boolean passed = false;

    try (PDFAParser parser =
            Foundries.defaultInstance().createParser(new File(book), flavour);
        PDFAValidator validator =
            Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);

      // a file of which nothing could be checked has not passed
      passed = result.isCompliant() && result.getTotalAssertions() > 0;
      for (TestAssertion finding : result.getTestAssertions())
        findings.add(finding.getRuleId().getClause() + "-"
            + finding.getRuleId().getTestNumber() + ": "
            + finding.getMessage().replace('\n', ' '));
    } catch (Exception error) {
      findings.add("veraPDF broke off: " + error);
    }
    System.out.println((passed ? "ok" : "not ok") + " - " + flavour.getId()
        + " " + book);
    for (String finding : findings)
      System.out.println("# " + finding);
  }

  public static void main(String[] books) {
    LogManager.getLogManager().reset(); // it logs a great deal
    VeraGreenfieldFoundryProvider.initialise();
    System.out.println("1.." + 2 * books.length);
    for (String book : books) {
      check(book, PDFAFlavour.PDFUA_1);
      check(book, PDFAFlavour.PDFA_2_A);
    }
    System.exit(0);
  }
}

// SPDX-License-Identifier: MIT
//
// CheckEpub BOOK.epub...: EPUBCheck's errors and warnings, as TAP. All books go
// through one Java machine, since most of the time is its start.

import com.adobe.epubcheck.api.EPUBLocation;
import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.messages.Message;
import com.adobe.epubcheck.messages.Severity;
import com.adobe.epubcheck.util.DefaultReportImpl;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

public class CheckEpub {
  private static class Report extends DefaultReportImpl {
    final List<String> findings = new ArrayList<>();

    Report(String book) {
      super(book, null, true);
    }

    @Override
    public void message(Message message, EPUBLocation where, Object... args) {
      Severity severity = message.getSeverity();

      if (severity == Severity.FATAL || severity == Severity.ERROR
          || severity == Severity.WARNING)
        findings.add(message.getID() + " " + where + ": "
            + message.getMessage(args).replace('\n', ' '));
    }
  }

  public static void main(String[] books) {
    System.out.println("1.." + books.length);
    for (String book : books) {
      Report report = new Report(book);

      new EpubCheck(new File(book), report).doValidate();
      System.out.println((report.findings.isEmpty() ? "ok" : "not ok")
          + " - " + book);
      for (String finding : report.findings)
        System.out.println("# " + finding);
    }
    System.exit(0);
  }
}

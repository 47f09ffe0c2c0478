# Lays out the lines that AgreementTests writes as Markdown: a table by index, or sums by family.
BEGIN { FS = "\t" }

function none(text) { return text == "" ? "–" : text }

# Exact peers, then those that round.
function both(exact, rounded) {
  if (exact != "" && rounded != "") return exact "; rounded " rounded
  return rounded != "" ? "rounded " rounded : none(exact)
}

function larger(one, other) { return one == "" || other != "" && other + 0 > one + 0 ? other : one }

NR == 1 {
  for (column = 1; column <= NF; column++) at[$column] = column
  next
}

{
  family = $at["family"]
  if (!(family in seen)) { seen[family] = 1; order[++families] = family }
  indices[family]++
  all++
  if ($at["cases"] > 0) { compared[family]++; allCompared++ }
  cases[family] += $at["cases"]
  values[family] += $at["values"]
  allCases += $at["cases"]
  allValues += $at["values"]
  exact[family] = larger(exact[family], $at["difference"])
  exactAllowed[family] = larger(exactAllowed[family], $at["tolerance"])
  rounded[family] = larger(rounded[family], $at["rounded_difference"])
  roundedAllowed[family] = larger(roundedAllowed[family], $at["rounded_tolerance"])
  if ($at["defects_avoided"] != "") defects[family] += split($at["defects_avoided"], parts, ", ")
  count = split($at["peers"], parts, ", ")
  for (place = 1; place <= count; place++)
    if (!((family, parts[place]) in known)) { known[family, parts[place]] = 1; peers[family]++ }

  otherwise = ""
  if ($at["defects_avoided"] != "") otherwise = "avoids " $at["defects_avoided"]
  if ($at["differs"] != "") otherwise = otherwise (otherwise == "" ? "" : "; ") $at["differs"]
  rows[family] = rows[family] sprintf("| %s | %s | %s | %s | %s | %s | %s |\n", $at["title"],
    none($at["peers"]), $at["cases"], $at["values"],
    both($at["difference"], $at["rounded_difference"]),
    both($at["tolerance"], $at["rounded_tolerance"]), none(otherwise))
}

END {
  if (part == "families") {
    print "| | indices | compared | functions | cases | values | difference | allowed | defects avoided |"
    print "| --- | --: | --: | --: | --: | --: | --- | --- | --: |"
    for (place = 1; place <= families; place++) {
      family = order[place]
      printf "| %s | %d | %d | %d | %d | %d | %s | %s | %d |\n", family, indices[family],
        compared[family], peers[family], cases[family], values[family],
        both(exact[family], rounded[family]), both(exactAllowed[family], roundedAllowed[family]),
        defects[family]
    }
    exit
  }
  printf "%d of %d indices are compared, in %d cases with %d values.\n", allCompared, all,
    allCases, allValues
  for (place = 1; place <= families; place++) {
    family = order[place]
    printf "\n## %s\n\n", toupper(substr(family, 1, 1)) substr(family, 2)
    print "| index | compared with | cases | values | difference | allowed | where peers are wrong or differ |"
    print "| --- | --- | --: | --: | --- | --- | --- |"
    printf "%s", rows[family]
  }
}

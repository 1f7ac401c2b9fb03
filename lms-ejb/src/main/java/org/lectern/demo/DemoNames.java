package org.lectern.demo;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The names of a school in a large city: families from many countries, each with given names that go with it. */
final class DemoNames {

    /** The form of the demo student, in the order of the register. */
    static final List<String> FORM_10_A = words("""
            Yusuf Abdi m; Freya Albrecht f; Aïcha Benali f; Noah Bennett m; Luca Castellano m; Anika Chowdhury f;
            Hugo Delacroix m; Signe Eriksen f; Maya Fairweather f; Conor Gallagher m; Dariush Hashemi m; Inés Ibarra f;
            Łucja Jankowska f; Eitan Kaplan m; Oskar Kowalczyk m; Tilda Lindqvist f; Thandi Mbeki f; Haru Nakamura m;
            Linh Nguyễn f; Chidi Okonjo m; Sunna Ólafsdóttir f; Mila Petrova f; Rafael Quintero m; Jonas Rasmussen m;
            Emi Sato f; Amelia Thornbury-Okafor f; Bence Varga m; George Whitlock m""", ";");

    private static final List<Origin> ORIGINS = List.of(
            new Origin(38, """
                    Alice Amber Beatrice Bethany Charlotte Daisy Eleanor Ella Evie Florence Georgia Grace Hannah Harriet
                    Imogen Isla Jessica Lily Lucy Martha Matilda Megan Niamh Olivia Phoebe Poppy Rosie Ruby Sophie Willow""", """
                    Adam Albie Alfie Archie Benjamin Callum Charlie Dylan Edward Ethan Felix Finlay Freddie Harry Harvey Henry
                    Isaac Jack Jacob James Joseph Leo Lewis Louis Oliver Oscar Reuben Samuel Theo William""", """
                    Ainsworth Armitage Atkins Barlow Baxter Bishop Booth Bradshaw Brennan Burgess Byrne Chambers Clarke Coleman
                    Cooper Davies Dawson Doyle Ellis Evans Fenwick Fletcher Forsyth Foster Gibson Gill Greenwood Griffiths
                    Hallam Harding Hargreaves Hartnell Holloway Hughes Jenkins Kavanagh Kendall Lambert Langley Lockwood
                    MacDonald Marlow Mercer Morgan Murphy Nash O'Connor O'Sullivan Pemberton Pritchard Ramsay Reid Rowe
                    Sinclair Stanton Tattersall Underhill Vaughan Wainwright Whitfield Winslow Yates"""),
            new Origin(
                    11,
                    "Aaliyah Aisha Ananya Diya Fatima Ishani Kavya Maryam Meera Nadia Priya Riya Saanvi Simran Zara",
                    "Aarav Ahmed Arjun Dev Hamza Harjit Ibrahim Imran Kabir Krish Omar Rohan Samir Vihaan Zain",
                    "Ahmed Akhtar Begum Bose Chaudhry Desai Gupta Hussain Iyer Kaur Khan Malik Mehta Patel Rahman Sharma Sidhu"),
            new Origin(
                    8,
                    "Abena Adaeze Amara Ayodele Chiamaka Esi Folake Ifeoma Makena Ngozi Temitope Zainab",
                    "Ade Chinedu Emeka Jabari Kofi Kwame Obinna Oluwaseun Sekou Tendai Tunde Yaw",
                    "Acheampong Adeyemi Agyeman Asante Balogun Boateng Diallo Eze Kamau Mutasa Nwosu Okafor Owusu Sesay Wanjiru"),
            new Origin(
                    7,
                    "Agnieszka Aleksandra Hanna Jadwiga Julia Kinga Magda Małgorzata Oliwia Weronika Zofia Zuzanna",
                    "Antoni Bartosz Filip Jakub Kacper Łukasz Mateusz Michał Stanisław Szymon Tomasz Wojciech",
                    "Adamczyk Dąbrowski Grabowski Kamiński Lewandowski Nowak Pawlak Sikora Wiśniewski Wójcik Zając Zieliński"),
            new Origin(
                    6,
                    "Beatriz Camila Catarina Elena Inês Lucía Luísa Marisol Paloma Sofía Ximena",
                    "Álvaro Andrés Diego Gonçalo Javier João Joaquín Mateo Nicolás Tomás",
                    "Almeida Álvarez Cordeiro Domínguez Fernandes Gonçalves Herrera Ibáñez López Muñoz Ribeiro Sepúlveda Vásquez"),
            new Origin(
                    5,
                    "Bianca Chiara Élodie Francesca Ginevra Hélène Inès Manon Océane Zoé",
                    "Alessandro Étienne Gaël Jérôme Lorenzo Matteo Rémi Théo Tommaso Yann",
                    "Beaumont Bianchi Chevalier Conti D'Amico Deschamps Esposito Lefèvre Marchetti Mercier Noël Rousseau Santoro"),
            new Origin(
                    5,
                    "Astrid Elin Ingrid Jördis Käthe Leonie Liv Maren Saga Wiebke Åsa",
                    "Björn Emil Jürgen Kjell Lasse Magnus Mikkel Nils Rasmus Sören Till",
                    "Andersson Bauer Bjørnstad Dahl Fischer Grönlund Hansen Jørgensen Krüger Lindström Müller Nyström Schäfer Weiß"),
            new Origin(
                    5,
                    "Anca Bojana Dorottya Ilinca Ivana Katarína Nóra Raluca Tereza Veronika Zdeňka",
                    "Andrei Bogdan Dominik Gergő Jiří Luka Marek Radu Tomáš Vladimír Žiga",
                    "Benković Černý Dvořák Farkas Horváth Ionescu Kovács Marković Nagy Popescu Svoboda Szabó Țurcanu Župan"),
            new Origin(
                    5,
                    "Aylin Ceren Defne Elif Esra Leyla Nour Rania Salma Yasmin Zeynep",
                    "Ali Amir Barış Emre Karim Mehmet Mustafa Nabil Tarık Youssef",
                    "Aydın Aziz Bakır Çelik Darwish Demir El-Sayed Haddad Karaca Mansour Öztürk Saleh Şahin Yılmaz"),
            new Origin(
                    6,
                    "Bích Hana Hye-jin Jia Mei Minh-Anh Sakura Thảo Wen Xin Yuna",
                    "An Daiki Hiroshi Jun Kenji Minh Quốc Ren Seo-jun Wei Zihan",
                    "Chen Đặng Fujimoto Huang Kim Lâm Lee Liu Park Phạm Tanaka Trần Wang Wong Yamamoto Zhang"),
            new Origin(
                    4,
                    "Aroha Dalia Kehinde-Rose Leilani Mei-Lin Naomi Rivka Shira Talia Tamar",
                    "Ari Daniel Elijah Ezra Kai Malachi Nikau Noam Tane Yosef",
                    "Abrahams Campbell Cohen Friedman Grant Henriques Katz Levy Morrison Ngata Parata Singh-Walker Williams"));

    private final DemoRandom random = DemoRandom.of("names");
    private final Set<String> taken = new HashSet<>();
    private final Set<String> usernames = new HashSet<>(Set.of("admin", "teacher", "student", "teacher2", "student2"));

    /** Names that go together, and how many of a hundred people have such. */
    private record Origin(int share, List<String> female, List<String> male, List<String> family) {

        Origin(int share, String female, String male, String family) {
            this(share, words(female, "\\s+"), words(male, "\\s+"), words(family, "\\s+"));
        }
    }

    /**
     * A person's name.
     *
     * @param female tells whether the given name is a woman's
     */
    record Name(String given, String family, boolean female) {

        /** Reads {@code given family f} or {@code given family m}. */
        static Name parse(String text) {
            var parts = text.split(" ");
            return new Name(parts[0], parts[1], parts[2].equals("f"));
        }

        /** Given and family name. */
        String full() {
            return given + " " + family;
        }
    }

    private static List<String> words(String text, String separator) {
        return List.of(text.strip().split(separator)).stream()
                .map(String::strip)
                .toList();
    }

    /** Keeps a name from being invented for somebody else. */
    void reserve(Name name) {
        taken.add(name.full());
    }

    /** A name that nobody else has. */
    Name invent() {
        while (true) {
            var origin = origin(random.between(1, 100));
            var female = random.chance(0.5);
            var name = new Name(random.pick(female ? origin.female : origin.male), random.pick(origin.family), female);
            if (taken.add(name.full())) {
                return name;
            }
        }
    }

    private static Origin origin(int percent) {
        var sum = 0;
        for (var origin : ORIGINS) {
            sum += origin.share;
            if (percent <= sum) {
                return origin;
            }
        }
        throw new IllegalStateException("The shares of the origins make less than 100.");
    }

    /** The name to sign in with, {@code first.last} in plain letters, with a number where it is taken. */
    String username(Name name) {
        var plain = plain(name.given) + "." + plain(name.family);
        var username = plain;
        for (var number = 2; !usernames.add(username); number++) {
            username = plain + number;
        }
        return username;
    }

    /** Only letters that a keyboard anywhere has, and hyphens. */
    static String plain(String text) {
        var letters = text.replace("Ł", "L")
                .replace("ł", "l")
                .replace("Đ", "D")
                .replace("ø", "o")
                .replace("ı", "i")
                .replace("ß", "ss");
        return Normalizer.normalize(letters, Normalizer.Form.NFD)
                .replaceAll("[^A-Za-z-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
